/**
 * Transfers and their states. Every change is one row of history, one new version and one outbox
 * event in one transaction; workers find what is due in the table, never in memory.
 */
@NullMarked
package io.stockbridge.bridge.transfers;

import org.jspecify.annotations.NullMarked;
