package io.stockbridge.attestation;

/**
 * Examples of the OpenAPI description; figures fit each other, hashes and signatures are made up.
 */
public final class Examples {

  /** A signed statement. */
  public static final String STATEMENT =
      """
      {"payload": "eyJzY2hlbWEiOjEsLi4ufQ==",
       "signature": "q83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vqw=="}""";

  /** What became of it. */
  public static final String RECEIPT =
      """
      {"outcome": "accepted", "custodian": "custodian-local", "sequence": 7,
       "digest": "0x4f2a777777777777777777777777777777777777777777777777777777777777"}""";

  /** The newest statements. */
  public static final String CUSTODY =
      """
      [{"custodian": "custodian-local", "sequence": 7, "asOf": "2025-11-23T00:00:00Z",
        "digest": "0x4f2a777777777777777777777777777777777777777777777777777777777777",
        "positions": [{"isin": "CH1436219187", "settled": "1000", "pendingIn": "0", "pendingOut": "0"}],
        "orders": 1, "settledOrders": 1, "releases": 0}]""";

  /** The identity of one asset. */
  public static final String SUPPLY =
      """
      {"isin": "CH1436219187", "symbol": "AAPLx",
       "totalSupplySu": "99500000000", "totalSupplyShares": "995",
       "inFlightSu": "500000000", "inFlightShares": "5",
       "orphanSu": "0", "orphanShares": "0",
       "issuedSu": "100000000000", "issuedShares": "1000",
       "redeemedSu": "0", "redeemedShares": "0",
       "differenceSu": "0", "differenceShares": "0",
       "custodySettled": "1000", "multiplier": "1", "actionEpoch": 0, "verdict": "ok",
       "evidence": null, "halted": false, "observedAt": "2025-11-23T00:00:00Z",
       "chains": [{"domain": 412346, "chain": "eip155:412346",
        "supplySu": "99500000000", "supplyShares": "995",
        "replaySu": "99500000000", "replayShares": "995",
        "height": 1207, "readAt": "2025-11-23T00:00:00Z"}]}""";

  /** Burns without their mints. */
  public static final String IN_FLIGHT =
      """
      [{"messageId": "0x1111111111111111111111111111111111111111111111111111111111111111",
        "isin": "CH1436219187", "amountSu": "500000000", "amountShares": "5",
        "sourceDomain": 412346, "destinationDomain": 900,
        "burnedAt": "2025-11-22T23:59:50Z", "ageSeconds": 12}]""";

  /** An agreed snapshot; its times are Unix seconds. */
  public static final String SNAPSHOT =
      """
      {"epoch": 58795200,
       "snapshot": {"epoch": 58795200, "cutTime": 1763856000, "validUntil": 1763856180,
        "cutRoot": "0x4f2a777777777777777777777777777777777777777777777777777777777777",
        "assetsRoot": "0x9c01333333333333333333333333333333333333333333333333333333333333",
        "custodyRoot": "0x4f2a777777777777777777777777777777777777777777777777777777777777",
        "inFlightRoot": "0x9c01333333333333333333333333333333333333333333333333333333333333",
        "previous": "0x4f2a777777777777777777777777777777777777777777777777777777777777"},
       "digest": "0x4f2a777777777777777777777777777777777777777777777777777777777777",
       "signatures": [{"attester": "attester-1",
        "signature": "0x5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b1c"}],
       "leaves": [{"isin": "CH1436219187", "inFlightSu": "500000000", "orphanSu": "0",
        "issuedSu": "100000000000", "redeemedSu": "0", "custodySettled": "1000",
        "custodyPendingIn": "0", "custodyPendingOut": "0", "multiplier": "1",
        "actionEpoch": 0, "verdict": "ok",
        "domains": [{"domain": 412346, "supplySu": "99500000000", "height": 1207,
         "blockHash": "0x9c01333333333333333333333333333333333333333333333333333333333333",
         "issueCapSu": "100000000000"}]}],
       "cut": [{"domain": 412346, "height": 1207,
        "hash": "0x9c01333333333333333333333333333333333333333333333333333333333333"}],
       "statements": [{"custodian": "custodian-local", "sequence": 7,
        "digest": "0x4f2a777777777777777777777777777777777777777777777777777777777777"}],
       "inFlight": [{"messageId": "0x1111111111111111111111111111111111111111111111111111111111111111",
        "sourceDomain": 412346, "destinationDomain": 900, "isin": "CH1436219187",
        "amountSu": "500000000", "burnedAt": 1763855990}]}""";

  /** A proof file; its times are Unix seconds. */
  public static final String PROOF =
      """
      {"schema": 1, "environment": "local", "epoch": 58795200,
       "digest": "0x4f2a777777777777777777777777777777777777777777777777777777777777",
       "isin": "CH1436219187",
       "snapshot": {"epoch": 58795200, "cutTime": 1763856000, "validUntil": 1763856180,
        "cutRoot": "0x4f2a777777777777777777777777777777777777777777777777777777777777",
        "assetsRoot": "0x9c01333333333333333333333333333333333333333333333333333333333333",
        "custodyRoot": "0x4f2a777777777777777777777777777777777777777777777777777777777777",
        "inFlightRoot": "0x9c01333333333333333333333333333333333333333333333333333333333333",
        "previous": "0x4f2a777777777777777777777777777777777777777777777777777777777777"},
       "signatures": ["0x5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b1c"],
       "leaf": {"isin": "CH1436219187", "inFlightSu": "500000000", "orphanSu": "0",
        "issuedSu": "100000000000", "redeemedSu": "0", "custodySettled": "1000",
        "custodyPendingIn": "0", "custodyPendingOut": "0", "multiplier": "1",
        "actionEpoch": 0, "verdict": "ok",
        "domains": [{"domain": 412346, "supplySu": "99500000000", "height": 1207,
         "blockHash": "0x9c01333333333333333333333333333333333333333333333333333333333333",
         "issueCapSu": "100000000000"}]},
       "leafProof": ["0x9c01333333333333333333333333333333333333333333333333333333333333"],
       "cut": [{"domain": 412346, "height": 1207,
        "hash": "0x9c01333333333333333333333333333333333333333333333333333333333333"}],
       "statements": [{"custodian": "custodian-local", "sequence": 7,
        "digest": "0x4f2a777777777777777777777777777777777777777777777777777777777777"}],
       "inFlight": [{"messageId": "0x1111111111111111111111111111111111111111111111111111111111111111",
        "sourceDomain": 412346, "destinationDomain": 900, "isin": "CH1436219187",
        "amountSu": "500000000", "burnedAt": 1763855990}],
       "log": {"index": 41,
        "proof": ["0x4f2a777777777777777777777777777777777777777777777777777777777777"],
        "checkpoint": "stockbridge/local/attester-1\\n42\\nq83vASNFZ4k=\\n\\n— stockbridge/local/attester-1 q83vASNFZ4k=\\n"}}""";

  /** A signed note. */
  public static final String CHECKPOINT =
      """
      stockbridge/local/attester-1
      42
      q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k=

      — stockbridge/local/attester-1 3q2+76vN7wEjRWeJq83vASNFZ4mrze8BI0VniQ==
      """;

  /** The newest answers on a message. */
  public static final String ATTESTATIONS =
      """
      {"messageId": "0x1111111111111111111111111111111111111111111111111111111111111111",
       "answers": [{"messageId": "0x1111111111111111111111111111111111111111111111111111111111111111",
        "purpose": "mint", "round": 1, "attester": "attester-1", "outcome": "refused",
        "scheme": null, "signature": null, "replaySignature": null, "transactionDigest": null,
        "refusal": {"code": "NOT_FINAL", "detail": "transaction 0x12 at 99 is not final",
         "retryAt": "2025-11-23T00:00:12Z"}}]}""";

  /** The pinned set. */
  public static final String ATTESTERS =
      """
      {"environment": "local", "threshold": 2,
       "attesters": [{"id": "attester-1", "self": true,
        "evm": "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf",
        "solana": "7xKXtg2CW87d97TXJSDpbD5jBkheTqA83TZRuJosgAsU",
        "logKey": "stockbridge/local/attester-1+3a1f09c2+AavN7wEjRWeJq83vASNFZ4mrze8BI0VniavN7wEjRWeJ"}]}""";

  /** What to halt. */
  public static final String HALT_ORDER =
      """
      {"scope": "CH1436219187", "reason": "custodian reports a mismatch"}""";

  /** What is halted. */
  public static final String HALTS =
      """
      [{"scope": "CH1436219187", "origin": "guardian", "reason": "custodian reports a mismatch",
        "setBy": "guardian gina", "setAt": "2025-11-23T00:00:00Z"}]""";

  /** What to lift and why. */
  public static final String CLEARING_ORDER =
      """
      {"scope": "CH1436219187", "origin": "breach",
       "reason": "custody statement 8 corrects the position; see incident 12"}""";

  /** Latches that were lifted, as signed records. */
  public static final String CLEARINGS =
      """
      [{"attester": "attester-1", "scope": "CH1436219187", "origin": "breach",
        "halted": "EXCEEDS_CUSTODY: issued 100000000000 - redeemed 0 su times 1 exceeds 900 settled shares",
        "haltedAt": "2025-11-23T00:00:00.000Z", "clearedBy": "operator olga",
        "reason": "custody statement 8 corrects the position; see incident 12",
        "at": "2025-11-23T01:00:00.000Z",
        "signature": "q83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vq83vqw=="}]""";

  private Examples() {}
}
