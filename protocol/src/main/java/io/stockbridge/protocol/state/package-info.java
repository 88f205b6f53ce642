/** The registry's signed states: entries, headers and the trees that bind them. */
@NullMarked
package io.stockbridge.protocol.state;

import org.jspecify.annotations.NullMarked;
