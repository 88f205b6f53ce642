/** What every service's OpenAPI description has in common. */
@NullMarked
package io.stockbridge.kit.openapi;

import org.jspecify.annotations.NullMarked;
