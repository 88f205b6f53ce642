/** The main job, step by step, each step an assertion. */
@NullMarked
package io.stockbridge.devnet.demo;

import org.jspecify.annotations.NullMarked;
