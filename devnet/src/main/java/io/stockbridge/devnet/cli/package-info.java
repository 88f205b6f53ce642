/** The commands of the launcher. */
@NullMarked
package io.stockbridge.devnet.cli;

import org.jspecify.annotations.NullMarked;
