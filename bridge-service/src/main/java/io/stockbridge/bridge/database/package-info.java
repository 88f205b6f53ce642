/**
 * Transactions as plain blocking code on virtual threads, over the reactive session of the service
 * kit: reading and writing rows by SQL, nothing else. No chain is called inside a transaction.
 */
@NullMarked
package io.stockbridge.bridge.database;

import org.jspecify.annotations.NullMarked;
