/** What a token is: canonical, known but not canonical, or unknown. Plain Java. */
@NullMarked
package io.stockbridge.registry.verification;

import org.jspecify.annotations.NullMarked;
