/** Looking at transfers over HTTP: lists, one with its history, its changes as they happen. */
@NullMarked
package io.stockbridge.bridge.tracking;

import org.jspecify.annotations.NullMarked;
