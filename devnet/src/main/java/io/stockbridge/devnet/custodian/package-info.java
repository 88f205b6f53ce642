/** A simulated custodian: places and settles orders, signs statements, releases redeemed shares. */
@NullMarked
package io.stockbridge.devnet.custodian;

import org.jspecify.annotations.NullMarked;
