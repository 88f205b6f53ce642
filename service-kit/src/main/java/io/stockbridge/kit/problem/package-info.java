/** RFC 9457 problems with stable codes for every error a caller can meet. */
@NullMarked
package io.stockbridge.kit.problem;

import org.jspecify.annotations.NullMarked;
