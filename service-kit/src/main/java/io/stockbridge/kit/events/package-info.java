/** Facts between services over Kafka: outbox, relay, inbox, dead letters. */
@NullMarked
package io.stockbridge.kit.events;

import org.jspecify.annotations.NullMarked;
