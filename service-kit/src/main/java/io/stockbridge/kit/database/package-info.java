/** Transactions of Hibernate Reactive from any thread, and which failures pass by themselves. */
@NullMarked
package io.stockbridge.kit.database;

import org.jspecify.annotations.NullMarked;
