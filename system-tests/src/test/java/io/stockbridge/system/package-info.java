/** The whole stack as a black box: real chains, real services, real faults. */
@NullMarked
package io.stockbridge.system;

import org.jspecify.annotations.NullMarked;
