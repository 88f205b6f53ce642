package io.stockbridge.kit.logging;

import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Names of the fields that join the log lines of one fact across services. */
public final class LogContext {

  /** The messageId of the transfer that a line is about. */
  public static final String TRANSFER = "transferId";

  /** The ISIN of the asset that a line is about. */
  public static final String ISIN = "isin";

  private static final Pattern MESSAGE_ID = Pattern.compile("0x[0-9a-f]{64}");
  private static final Pattern ISIN_FORM = Pattern.compile("[A-Z]{2}[A-Z0-9]{9}[0-9]");

  private LogContext() {}

  /** Sets the field that a record's key names (a messageId or an ISIN); other keys set none. */
  public static void putKey(String key) {
    if (MESSAGE_ID.matcher(key).matches()) {
      MDC.put(TRANSFER, key);
    } else if (ISIN_FORM.matcher(key).matches()) {
      MDC.put(ISIN, key);
    }
  }

  /** Sets the transfer of the following lines of this context. */
  public static void putTransfer(String messageId) {
    MDC.put(TRANSFER, messageId);
  }

  /** Forgets both fields. */
  public static void clear() {
    MDC.remove(TRANSFER);
    MDC.remove(ISIN);
  }
}
