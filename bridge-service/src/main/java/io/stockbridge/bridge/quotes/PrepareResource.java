package io.stockbridge.bridge.quotes;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.bridge.assets.AssetStore;
import io.stockbridge.bridge.http.BridgeProblem;
import io.stockbridge.bridge.http.Inputs;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.chains.BlockhashLease;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.RecipientCheck;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SolanaSubmitter;
import io.stockbridge.chains.evm.GatewayCalls;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.chains.solana.SolanaBurnTransaction;
import io.stockbridge.chains.solana.SolanaTransaction;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.BurnMemo;
import io.stockbridge.protocol.units.ShareAmount;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/transfers/prepare}: an unsigned burn for any wallet. */
@Path("/v1/transfers/prepare")
@Tag(name = "quotes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PrepareResource {
  private static final long GAS_RESERVE_PERCENT = 25;
  private static final String EVM_EXAMPLE =
      """
      {"chain": "eip155:412346", "to": "0x5FbDB2315678afecb367f032d93F642f64180aa3",
       "data": "0x6a627842", "value": "0", "chainId": 412346, "gas": 118000}""";
  private static final String SOLANA_EXAMPLE =
      """
      {"chain": "solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1", "transaction": "AQAAAAAAAAA=",
       "recentBlockhash": "EkSnNWid2cvwEVnVx9aBqawnmiCNiDgp3gUdkDPTKN1N",
       "lastValidBlockHeight": 311}""";

  private final ChainPorts ports;
  private final Database database;
  private final AssetStore assets;
  private final Inputs inputs;

  PrepareResource(ChainPorts ports, Database database, AssetStore assets, Inputs inputs) {
    this.ports = ports;
    this.database = database;
    this.assets = assets;
    this.inputs = inputs;
  }

  /** Who burns what for whom. */
  @Schema(name = "BurnWish")
  public record BurnWish(
      @Schema(examples = "CH1436219187") @Nullable String isin,
      @Schema(examples = "150000000") @Nullable String amountSu,
      @Schema(examples = "eip155:412346") @Nullable String source,
      @Schema(examples = "eip155:412346:0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
          @Nullable String sender,
      @Schema(examples = "eip155:84538453") @Nullable String destination,
      @Schema(examples = "eip155:84538453:0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
          @Nullable String recipient) {}

  /** A transaction to sign: the first five fields for an EVM wallet, the others for Solana. */
  @Schema(name = "UnsignedBurn")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record UnsignedBurn(
      @Schema(examples = "eip155:412346") String chain,
      @Nullable String to,
      @Nullable String data,
      @Schema(examples = "0") @Nullable String value,
      @Nullable Long chainId,
      @Nullable Long gas,
      @Schema(description = "base64, version 0") @Nullable String transaction,
      @Nullable String recentBlockhash,
      @Nullable Long lastValidBlockHeight) {}

  /** Builds the burn. */
  @POST
  @RunOnVirtualThread
  @Operation(summary = "An unsigned burn for any wallet")
  @APIResponse(
      responseCode = "200",
      description = "the transaction to sign",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UnsignedBurn.class),
              examples = {
                @ExampleObject(name = "evm", value = EVM_EXAMPLE),
                @ExampleObject(name = "solana", value = SOLANA_EXAMPLE)
              }))
  @APIResponse(responseCode = "404", description = "ASSET_UNKNOWN")
  @APIResponse(responseCode = "422", description = "BURN_WOULD_FAIL, ASSET_NOT_MOVABLE, …")
  public UnsignedBurn prepare(BurnWish wish) {
    inputs.requireBody(wish);
    Isin isin = inputs.parse("isin", wish.isin(), Isin::of);
    ShareAmount amount = inputs.parse("amountSu", wish.amountSu(), ShareAmount::ofSu);
    var chain = inputs.chain("source", wish.source());
    Inputs.Account sender = inputs.account("sender", wish.sender());
    if (!sender.domain().equals(chain.domain())) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, "sender", "an account of another chain than source");
    }
    DomainId destination = inputs.domain("destination", wish.destination());
    UniversalAddress recipient = recipient(destination, wish.recipient());
    Movement movement =
        database.inTransaction(
            tx -> Movement.of(tx, assets, isin, chain.domain(), destination, amount));
    requireRecipient(movement, recipient);
    return switch (chain) {
      case EvmChain evm -> evmBurn(evm, sender.address(), movement, recipient);
      case SolanaChain solana -> solanaBurn(solana, sender.address(), movement, recipient);
    };
  }

  private UniversalAddress recipient(DomainId destination, @Nullable String text) {
    if (destination.isCustody()) {
      return inputs.parse("recipient", text, t -> UniversalAddress.parse(destination, t));
    }
    Inputs.Account account = inputs.account("recipient", text);
    if (!account.domain().equals(destination)) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, "recipient", "an account of another chain than destination");
    }
    return account.address();
  }

  /** Asks the destination now, so that nobody burns for somebody who cannot be given the shares. */
  private void requireRecipient(Movement movement, UniversalAddress recipient) {
    if (movement.destination().isCustody()) {
      return;
    }
    RecipientCheck check =
        ports.reader(movement.destination()).recipient(recipient, movement.asset().isin());
    if (check instanceof RecipientCheck.Refused refused) {
      throw ProblemException.inField(
          BridgeProblem.BURN_WOULD_FAIL, "recipient", refused.reason() + ": " + refused.detail());
    }
  }

  private UnsignedBurn evmBurn(
      EvmChain chain, UniversalAddress sender, Movement movement, UniversalAddress recipient) {
    EvmCall call =
        GatewayCalls.burn(
            chain, movement.asset().isin(), movement.amount(), movement.destination(), recipient);
    return switch (ports.evm(chain.domain()).simulate(EvmAddress.of(sender), call)) {
      case EvmSimulation.Reverts reverts ->
          throw ProblemException.of(BridgeProblem.BURN_WOULD_FAIL, reverts.error().describe());
      case EvmSimulation.Passes passes ->
          new UnsignedBurn(
              chain.caip2().toString(),
              call.to().toString(),
              call.dataHex(),
              "0",
              chain.domain().value(),
              passes.gas() + passes.gas() * GAS_RESERVE_PERCENT / 100,
              null,
              null,
              null);
    };
  }

  private UnsignedBurn solanaBurn(
      SolanaChain chain, UniversalAddress sender, Movement movement, UniversalAddress recipient) {
    SolanaSubmitter solana = ports.solana();
    SolanaAddress mint =
        movement
            .asset()
            .on(chain.domain())
            .map(AssetRecord.Deployment::address)
            .map(SolanaAddress::of)
            .orElseThrow();
    BlockhashLease lease = solana.latestBlockhash();
    SolanaTransaction transaction =
        SolanaBurnTransaction.build(
            chain,
            SolanaAddress.of(sender),
            mint,
            movement.amount(),
            new BurnMemo(movement.destination(), recipient),
            lease.blockhash(),
            solana.computeUnitPrice(mint));
    return new UnsignedBurn(
        chain.caip2().toString(),
        null,
        null,
        null,
        null,
        null,
        transaction.base64(),
        Base58.encode(lease.blockhash().bytes()),
        lease.lastValidBlockHeight());
  }
}
