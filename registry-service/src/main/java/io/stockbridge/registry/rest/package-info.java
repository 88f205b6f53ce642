/** HTTP answers of the registry. */
@NullMarked
package io.stockbridge.registry.rest;

import org.jspecify.annotations.NullMarked;
