/**
 * What tests and the local stack stand on: PostgreSQL, Kafka and chain nodes, started on loopback
 * and ended by whoever started them. Containers are used where Docker answers, embedded servers
 * elsewhere.
 */
@NullMarked
package io.stockbridge.testsupport;

import org.jspecify.annotations.NullMarked;
