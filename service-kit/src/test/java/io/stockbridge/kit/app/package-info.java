@NullMarked
package io.stockbridge.kit.app;

import org.jspecify.annotations.NullMarked;
