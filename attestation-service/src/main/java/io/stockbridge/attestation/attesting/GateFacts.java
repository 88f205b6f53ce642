package io.stockbridge.attestation.attesting;

import io.stockbridge.attestation.assets.AssetCatalogue;
import io.stockbridge.attestation.backing.AssetHealth;
import io.stockbridge.attestation.backing.HealthChecks;
import io.stockbridge.attestation.backing.Verdicts;
import io.stockbridge.attestation.chainview.ChainViewSettings;
import io.stockbridge.attestation.chainview.ChainViews;
import io.stockbridge.attestation.halts.Halts;
import io.stockbridge.attestation.network.ChainReaders;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.RecipientCheck;
import io.stockbridge.chains.TokenCheck;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.gates.GateInput;
import io.stockbridge.protocol.gates.SourceAnswer;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.units.ActionEpoch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what the gates look at, from this attester's own nodes and database only. */
@ApplicationScoped
class GateFacts {
  private final AssetCatalogue catalogue;
  private final ChainReaders readers;
  private final Database database;
  private final HealthChecks checks;
  private final Verdicts verdicts;
  private final Halts halts;
  private final SigningRecords records;
  private final ChainViews views;
  private final ActionFreeze actionFreeze;
  private final ChainViewSettings settings;
  private final Clock clock;

  GateFacts(
      AssetCatalogue catalogue,
      ChainReaders readers,
      Database database,
      HealthChecks checks,
      Verdicts verdicts,
      Halts halts,
      SigningRecords records,
      ChainViews views,
      AttestingSettings attesting,
      ChainViewSettings settings,
      Clock clock) {
    this.catalogue = catalogue;
    this.readers = readers;
    this.database = database;
    this.checks = checks;
    this.verdicts = verdicts;
    this.halts = halts;
    this.records = records;
    this.views = views;
    this.actionFreeze = new ActionFreeze(attesting.actionLead(), attesting.actionSettling());
    this.settings = settings;
    this.clock = clock;
  }

  /** What the chains say about the two ends, read outside any transaction. */
  private record ChainFacts(
      boolean canonical,
      String tokenDetail,
      Optional<String> recipientProblem,
      Optional<GateInput.Ending> done) {}

  /**
   * The facts for one message.
   *
   * @throws io.stockbridge.chains.ChainException when a chain cannot be read
   */
  GateInput gather(Message message, Purpose purpose, SourceAnswer source) {
    Optional<AssetRecord> asset = catalogue.find(message.isin());
    ChainFacts chain =
        asset
            .map(
                record ->
                    purpose == Purpose.MINT
                        ? mintFacts(message, record)
                        : redeemFacts(message, record))
            .orElseGet(() -> unknownAsset(message));
    return database.inTransaction(tx -> assemble(tx, message, purpose, source, asset, chain));
  }

  private static ChainFacts unknownAsset(Message message) {
    return new ChainFacts(
        false,
        "no record of the registrar for " + message.isin(),
        Optional.empty(),
        Optional.empty());
  }

  private ChainFacts mintFacts(Message message, AssetRecord asset) {
    DomainId destination = message.destinationDomain();
    Optional<ChainReader> reader = readers.of(destination);
    Optional<UniversalAddress> token = asset.token(destination);
    if (reader.isEmpty() || token.isEmpty() || !asset.active()) {
      return new ChainFacts(
          false,
          asset.active()
              ? "no deployment of " + asset.isin() + " on domain " + destination
              : asset.isin() + " is not active",
          Optional.empty(),
          Optional.empty());
    }
    TokenCheck check = reader.get().canonicalToken(asset.isin(), token.get());
    MintStatus status = reader.get().statusOf(message, Finality.FINALIZED);
    return new ChainFacts(
        check instanceof TokenCheck.Canonical,
        describe(check),
        problem(reader.get().recipient(message.recipient(), asset.isin())),
        switch (status.state()) {
          case NONE -> Optional.empty();
          case MINTED -> Optional.of(GateInput.Ending.MINTED);
          case CANCELLED -> Optional.of(GateInput.Ending.CANCELLED);
        });
  }

  /** The burned token must have been the canonical one; the recipient is the custodian's matter. */
  private ChainFacts redeemFacts(Message message, AssetRecord asset) {
    DomainId source = message.sourceDomain();
    Optional<ChainReader> reader = readers.of(source);
    Optional<UniversalAddress> token = asset.token(source);
    if (reader.isEmpty() || token.isEmpty()) {
      return new ChainFacts(
          false,
          "no deployment of " + asset.isin() + " on domain " + source,
          Optional.empty(),
          Optional.empty());
    }
    TokenCheck check = reader.get().canonicalToken(asset.isin(), token.get());
    return new ChainFacts(
        check instanceof TokenCheck.Canonical, describe(check), Optional.empty(), Optional.empty());
  }

  private GateInput assemble(
      Tx tx,
      Message message,
      Purpose purpose,
      SourceAnswer source,
      Optional<AssetRecord> asset,
      ChainFacts chain) {
    Instant now = clock.instant();
    Optional<AssetHealth> health = asset.map(record -> checks.of(tx, record, now));
    if (asset.isPresent() && health.isPresent()) {
      verdicts.record(tx, asset.get(), health.get(), now);
    }
    return new GateInput(
        message,
        new GateInput.Source(List.of(source), 1),
        health
            .map(this::health)
            .orElseGet(() -> new GateInput.Health(HOLDS, HOLDS, HOLDS, now, settings.maxAge())),
        new GateInput.Route(
            halted(tx, message, purpose, health), chain.canonical(), chain.tokenDetail()),
        actions(
            tx,
            message,
            purpose,
            health,
            asset.map(AssetRecord::actionEpoch).orElse(message.actionEpoch())),
        new GateInput.Recipient(chain.recipientProblem()),
        new GateInput.Budget(records.budget(), records.spends(tx, message, now)),
        new GateInput.History(chain.done(), records.signed(tx, purpose, message.eventId())));
  }

  private static final io.stockbridge.protocol.identity.CheckVerdict HOLDS =
      new io.stockbridge.protocol.identity.CheckVerdict.Holds();

  private GateInput.Health health(AssetHealth health) {
    return new GateInput.Health(
        health.stateIsReplay(),
        health.mintsHaveMessages(),
        health.backed(),
        health.observedAt(),
        settings.maxAge());
  }

  /**
   * Why this attester's latches keep the message from being signed, if they do. A halt stops mints;
   * a redemption is already burned and stays open through it, unless the figures broke.
   */
  Optional<String> latched(Tx tx, Message message, Purpose purpose) {
    return purpose == Purpose.MINT || verdicts.isBreach(tx, message.isin())
        ? halts.of(tx, message.isin())
        : Optional.empty();
  }

  private Optional<String> halted(
      Tx tx, Message message, Purpose purpose, Optional<AssetHealth> health) {
    Optional<String> own = latched(tx, message, purpose);
    if (own.isPresent() || purpose == Purpose.REDEEM) {
      return own;
    }
    return health.flatMap(
        known ->
            known.haltedOn().stream()
                .filter(domain -> stops(domain, message))
                .sorted()
                .findFirst()
                .map(domain -> "domain " + domain + " halts " + message.isin()));
  }

  /**
   * A gateway's halt stops the asset everywhere, for Solana has none of its own that would leave
   * redeeming open; a paused Solana mint stops what goes to or from it.
   */
  private static boolean stops(DomainId halting, Message message) {
    return halting.isEvm()
        || halting.equals(message.sourceDomain())
        || halting.equals(message.destinationDomain());
  }

  private GateInput.Actions actions(
      Tx tx, Message message, Purpose purpose, Optional<AssetHealth> health, ActionEpoch recorded) {
    Optional<GateInput.FreezeWindow> freeze =
        purpose == Purpose.MINT
            ? actionFreeze.at(
                clock.instant(),
                views.actions(tx, message.isin()),
                Set.of(message.sourceDomain(), message.destinationDomain()))
            : Optional.empty();
    return new GateInput.Actions(
        epochAt(message.sourceDomain(), health, recorded),
        epochAt(message.destinationDomain(), health, recorded),
        freeze);
  }

  private static ActionEpoch epochAt(
      DomainId domain, Optional<AssetHealth> health, ActionEpoch recorded) {
    return health.map(known -> known.epochs().getOrDefault(domain, recorded)).orElse(recorded);
  }

  private static String describe(TokenCheck check) {
    return switch (check) {
      case TokenCheck.Canonical canonical -> String.join("; ", canonical.evidence());
      case TokenCheck.NotCanonical not -> not.reason();
    };
  }

  private static Optional<String> problem(RecipientCheck check) {
    return switch (check) {
      case RecipientCheck.Accepted ignored -> Optional.empty();
      case RecipientCheck.Refused refused ->
          Optional.of(refused.reason() + ": " + refused.detail());
    };
  }
}
