/** JSON as the records and answers of every service are written. */
@NullMarked
package io.stockbridge.kit.json;

import org.jspecify.annotations.NullMarked;
