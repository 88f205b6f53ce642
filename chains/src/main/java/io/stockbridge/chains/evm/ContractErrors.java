package io.stockbridge.chains.evm;

import io.stockbridge.chains.ContractError;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Isin;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decodes revert data into the custom errors of our contracts and of OpenZeppelin's they use. */
final class ContractErrors {
  private static final int SHOWN_DATA = 400;
  private static final int MAX_REASON = 1024;
  private static final long MAX_SECONDS = 253_402_300_799L;

  /** As the Solidity interfaces declare them; every argument is static. */
  private static final List<String> DECLARATIONS =
      List.of(
          "WrongDestination(uint32 destinationDomain, uint32 thisDomain)",
          "AlreadyMinted(uint32 sourceDomain, bytes32 sourceRef)",
          "AlreadyCancelled(uint32 sourceDomain, bytes32 sourceRef)",
          "InvalidSequence(bytes32 sourceRef)",
          "UnknownAsset(bytes12 isin)",
          "AssetExists(bytes12 isin)",
          "BridgeHalted(bytes12 isin)",
          "NotHalted(bytes12 isin)",
          "ReasonRequired()",
          "RouteClosed(uint32 domain)",
          "RateLimited(bytes12 isin, uint8 direction, uint64 amountSu, uint256 retryAt)",
          "AboveBucketCapacity(bytes12 isin, uint8 direction, uint64 amountSu, uint64 capacitySu)",
          "SnapshotStale(uint64 validUntil)",
          "IssueCapExceeded(bytes12 isin, uint64 issuedSu, uint64 amountSu, uint64 capSu)",
          "BurnPermitExpired(uint256 deadline)",
          "InvalidBurnPermit(address holder)",
          "BatchLengthMismatch(uint256 messages, uint256 attestations)",
          "InvalidWindow()",
          "InvalidDomain(uint256 chainId)",
          "InvalidDomain(uint32 domain)",
          "InvalidContract(address account)",
          "WrongLength(uint256 length)",
          "UnknownVersion(uint8 version)",
          "UnknownKind(uint8 kind)",
          "EqualDomains(uint32 domain)",
          "KindDomainMismatch(uint8 kind, uint32 sourceDomain, uint32 destinationDomain)",
          "ZeroAmount()",
          "ZeroRecipient()",
          "NonZeroPadding(bytes32 account)",
          "InvalidIsin(bytes12 isin)",
          "WrongAttestationLength(uint256 actual, uint256 expected)",
          "SignersOutOfOrder(address previous, address next)",
          "DuplicateSigner(address signer)",
          "ZeroSigner()",
          "HighS(bytes32 s)",
          "InvalidV(uint8 v)",
          "UnknownSigner(address signer)",
          "AttesterSetExpired(address signer, uint32 setId)",
          "MixedAttesterSets()",
          "InvalidMembers()",
          "InvalidThreshold(uint256 threshold, uint256 members)",
          "OverlapTooLong(uint256 overlapSeconds, uint256 maximum)",
          "WrongSetId(uint32 actual, uint32 expected)",
          "EpochNotNewer(uint64 epoch, uint64 newest)",
          "WrongPrevious(bytes32 previous, bytes32 newestDigest)",
          "InvalidCutTime(uint64 cutTime)",
          "InvalidValidity(uint64 validUntil)",
          "NoSnapshot()",
          "ProofCountMismatch(uint256 leaves, uint256 proofs)",
          "InvalidProof(bytes12 isin)",
          "DomainMissing(bytes12 isin, uint32 domain)",
          "NotGatewayToken(bytes12 isin, bytes32 token)",
          "InvalidToken(bytes32 token)",
          "NotGateway(address caller)",
          "DustAmount(uint256 amount)",
          "BlockedAccount(address account)",
          "TokenPaused()",
          "SupplyOverflow(uint256 supply)",
          "PermitExpired(uint256 deadline)",
          "PermitSignerMismatch(address signer, address owner)",
          "InvalidMultiplier(uint256 multiplier)",
          "InvalidEffectiveTime(uint256 effectiveAt)",
          "NoScheduledAction()",
          "ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
          "ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)",
          "ERC20InvalidReceiver(address receiver)",
          "ERC20InvalidSender(address sender)",
          "InvalidAccountNonce(address account, uint256 currentNonce)",
          "AccessManagedUnauthorized(address caller)",
          "AccessManagedRequiredDelay(address caller, uint32 delay)",
          "Panic(uint256 code)");

  private static final String ERROR_STRING = selectorOf("Error(string)");
  private static final Map<String, Declaration> BY_SELECTOR = bySelector();

  private ContractErrors() {}

  private record Parameter(String type, String name) {}

  private record Declaration(String name, List<Parameter> parameters) {
    static Declaration parse(String text) {
      int open = text.indexOf('(');
      String inside = text.substring(open + 1, text.length() - 1);
      List<Parameter> parameters = new ArrayList<>();
      for (String parameter : inside.isEmpty() ? new String[0] : inside.split(", ")) {
        int space = parameter.indexOf(' ');
        parameters.add(
            new Parameter(parameter.substring(0, space), parameter.substring(space + 1)));
      }
      return new Declaration(text.substring(0, open), parameters);
    }

    String signature() {
      return name + "(" + String.join(",", parameters.stream().map(Parameter::type).toList()) + ")";
    }
  }

  /** The error in the revert data; data that no known error explains is {@code Unknown}. */
  static ContractError decode(byte[] data) {
    String hex = Hex.encode(data);
    String shown = hex.length() <= SHOWN_DATA ? hex : hex.substring(0, SHOWN_DATA) + "…";
    if (data.length < 4) {
      return new ContractError("Empty", List.of(), Optional.empty(), shown);
    }
    String selector = hex.substring(0, 10);
    AbiReader arguments = new AbiReader(Arrays.copyOfRange(data, 4, data.length));
    try {
      if (selector.equals(ERROR_STRING)) {
        String reason = new String(arguments.dynamicBytes(0, MAX_REASON), StandardCharsets.UTF_8);
        var argument = new ContractError.Argument("reason", reason);
        return new ContractError("Error", List.of(argument), Optional.empty(), shown);
      }
      Declaration declaration = BY_SELECTOR.get(selector);
      if (declaration != null) {
        return decoded(declaration, arguments, shown);
      }
    } catch (IllegalArgumentException e) {
      // Any contract may revert with any bytes: a known selector with other arguments is unknown.
      return new ContractError("Unknown", List.of(), Optional.empty(), shown);
    }
    return new ContractError("Unknown", List.of(), Optional.empty(), shown);
  }

  private static ContractError decoded(Declaration declaration, AbiReader words, String data) {
    List<ContractError.Argument> arguments = new ArrayList<>();
    Optional<Instant> retryAt = Optional.empty();
    for (int i = 0; i < declaration.parameters().size(); i++) {
      Parameter parameter = declaration.parameters().get(i);
      arguments.add(
          new ContractError.Argument(parameter.name(), render(parameter.type(), words, i)));
      if (parameter.name().equals("retryAt")) {
        retryAt = time(words.number(i));
      }
    }
    return new ContractError(declaration.name(), arguments, retryAt, data);
  }

  private static String render(String type, AbiReader words, int index) {
    return switch (type) {
      case "address" -> words.address(index).toString();
      case "bytes32" -> words.word(index).toString();
      case "bytes12" -> isinOrHex(words.fixedBytes(index, Isin.LENGTH));
      default -> words.number(index).toString();
    };
  }

  private static String isinOrHex(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return Isin.isValid(text) ? text : Hex.encode(bytes);
  }

  private static Optional<Instant> time(BigInteger seconds) {
    boolean never = seconds.compareTo(BigInteger.valueOf(MAX_SECONDS)) > 0;
    return never ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds.longValue()));
  }

  private static Map<String, Declaration> bySelector() {
    Map<String, Declaration> map = new HashMap<>();
    for (String text : DECLARATIONS) {
      Declaration declaration = Declaration.parse(text);
      map.put(selectorOf(declaration.signature()), declaration);
    }
    return Map.copyOf(map);
  }

  private static String selectorOf(String signature) {
    return Hex.encode(ContractFunction.selector(signature));
  }

  /** Whether a declared error has that selector; for the test against the compiled contracts. */
  static boolean knows(Bytes32 signatureHash) {
    return BY_SELECTOR.containsKey(Hex.encode(Arrays.copyOf(signatureHash.bytes(), 4)));
  }
}
