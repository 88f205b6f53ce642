/**
 * Reading each chain's final events once, in order, with a cursor that moves with their effects.
 */
@NullMarked
package io.stockbridge.bridge.observation;

import org.jspecify.annotations.NullMarked;
