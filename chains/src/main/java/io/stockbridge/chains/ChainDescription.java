package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;

/** One chain of the pinned network description. */
public sealed interface ChainDescription permits EvmChain, SolanaChain {
  /** Its domain number. */
  DomainId domain();

  /** Its short name for people. */
  String name();

  /** Its CAIP-2 name. */
  Caip2 caip2();
}
