/** Fields that every log line of one fact carries. */
@NullMarked
package io.stockbridge.kit.logging;

import org.jspecify.annotations.NullMarked;
