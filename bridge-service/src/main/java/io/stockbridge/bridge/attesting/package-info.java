/**
 * Asking the attesters and collecting what they answer. Requests leave through the outbox, answers
 * come once through the inbox, and a signature counts only after it was verified here.
 */
@NullMarked
package io.stockbridge.bridge.attesting;

import org.jspecify.annotations.NullMarked;
