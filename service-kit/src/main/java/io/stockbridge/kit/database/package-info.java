/**
 * Transactions of Hibernate Reactive from any thread, as plain blocking code where that is plainer,
 * and which failures pass by themselves.
 */
@NullMarked
package io.stockbridge.kit.database;

import org.jspecify.annotations.NullMarked;
