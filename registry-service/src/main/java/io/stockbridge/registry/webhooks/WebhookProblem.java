package io.stockbridge.registry.webhooks;

import io.stockbridge.kit.problem.ProblemCode;

/** Problems of the administration of webhooks. */
enum WebhookProblem implements ProblemCode {
  /** No webhook has this id. */
  UNKNOWN_WEBHOOK(404, "No such webhook"),
  /** No change has this number, or the webhook has not come to it yet. */
  UNKNOWN_DELIVERY(404, "Nothing of this number was sent"),
  /** The address may not be called from here. */
  TARGET_REFUSED(422, "This address may not be called"),
  /** As many webhooks are there as may be. */
  TOO_MANY_WEBHOOKS(409, "There are too many webhooks");

  private final int status;
  private final String title;

  WebhookProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
