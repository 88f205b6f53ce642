package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An HTTP answer with a JSON body.
 *
 * @param status HTTP status
 * @param body the body; a missing node if there was none
 */
public record HttpAnswer(int status, JsonNode body) {

  /** True for 2xx. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Code of an RFC 9457 problem, or an empty text. */
  public String code() {
    return body.path("code").asText("");
  }
}
