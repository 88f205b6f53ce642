/** What the registry says about each asset, taken only with the registrar's signature. */
@NullMarked
package io.stockbridge.bridge.assets;

import org.jspecify.annotations.NullMarked;
