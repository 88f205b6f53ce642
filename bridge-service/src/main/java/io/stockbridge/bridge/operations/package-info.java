/** What an operator sees: metrics and readiness that name their cause. */
@NullMarked
package io.stockbridge.bridge.operations;

import org.jspecify.annotations.NullMarked;
