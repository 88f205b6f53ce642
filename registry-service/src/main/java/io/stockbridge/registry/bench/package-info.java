/**
 * What only a measurement switches on: generated data of any size, and an empty answer to compare
 * with.
 */
@NullMarked
package io.stockbridge.registry.bench;

import org.jspecify.annotations.NullMarked;
