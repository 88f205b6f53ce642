/** What is known of tokenized stocks: underlyings, assets, deployments. Plain Java. */
@NullMarked
package io.stockbridge.registry.assets;

import org.jspecify.annotations.NullMarked;
