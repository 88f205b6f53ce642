/** Chains, attesters, registrar and custodian in memory, with faults on demand. */
@NullMarked
package io.stockbridge.bridge.fakes;

import org.jspecify.annotations.NullMarked;
