/** When a question to the attesters is answered, refused, to be waited for or asked again. */
@NullMarked
package io.stockbridge.bridge.attesting.domain;

import org.jspecify.annotations.NullMarked;
