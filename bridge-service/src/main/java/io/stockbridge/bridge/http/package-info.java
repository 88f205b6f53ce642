/** What all resources share: problem codes, names of chains and accounts, cursors of pages. */
@NullMarked
package io.stockbridge.bridge.http;

import org.jspecify.annotations.NullMarked;
