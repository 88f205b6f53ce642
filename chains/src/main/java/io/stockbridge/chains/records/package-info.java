/**
 * What the registrar and the custodians sign, read from the exact signed bytes: the signature by
 * the key that the network description pins first, then every field.
 */
@NullMarked
package io.stockbridge.chains.records;

import org.jspecify.annotations.NullMarked;
