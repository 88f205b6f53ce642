package io.stockbridge.chains.evm;

import io.stockbridge.chains.CanonicalRecord;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.util.List;

/** Calls of a canonical registry contract. */
public final class CanonicalRegistryCalls {
  /** The function that writes lines; only the registrar role may call it. */
  public static final String RECORD = "record((bytes12,uint32,bytes32)[])";

  private CanonicalRegistryCalls() {}

  /** Writes those lines; a line with token zero removes one. */
  public static EvmCall record(EvmAddress registry, List<CanonicalRecord> lines) {
    AbiValue array = new AbiValue.Array(lines.stream().map(CanonicalRegistryCalls::tuple).toList());
    return ContractFunction.call(registry, RECORD, array);
  }

  static EvmCall tokenOf(EvmAddress registry, CanonicalRecord.Key key) {
    return ContractFunction.call(
        registry,
        "tokenOf(bytes12,uint32)",
        AbiValue.of(key.isin()),
        AbiValue.of(key.domain().value()));
  }

  private static AbiValue tuple(CanonicalRecord line) {
    return new AbiValue.Tuple(
        List.of(
            AbiValue.of(line.isin()),
            AbiValue.of(line.domain().value()),
            AbiValue.of(line.token().value())));
  }
}
