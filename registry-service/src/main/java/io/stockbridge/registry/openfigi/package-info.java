/** Mapping of identifiers in the shape of OpenFIGI's API, version 3. */
@NullMarked
package io.stockbridge.registry.openfigi;

import org.jspecify.annotations.NullMarked;
