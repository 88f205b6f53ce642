package io.stockbridge.registry.actions;

import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.Alias;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.MultiplierPlan;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnderlyingStatus;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.network.KnownChain;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.AssetRecorder;
import io.stockbridge.registry.recording.AssetStore;
import io.stockbridge.registry.recording.EntryId;
import io.stockbridge.registry.recording.InvalidAssetException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What corporate actions do to entries, in the transaction of the action's version. Only own assets
 * get a pending multiplier: what other issuers do with their tokens is for them to say.
 */
@ApplicationScoped
class EntryEffects {

  private final AssetStore store;
  private final AssetRecorder recorder;
  private final Network network;

  EntryEffects(AssetStore store, AssetRecorder recorder, Network network) {
    this.store = store;
    this.recorder = recorder;
    this.network = network;
  }

  /**
   * Schedules what follows, and says what the chains have to show.
   *
   * @param now the transaction's time
   * @throws InvalidAssetException when nothing of the kind can follow
   */
  List<ChainTarget> schedule(Tx tx, CorporateAction action, Instant now) {
    if (action.changesUnderlying()) {
      describeOtherwise(tx, action);
    }
    List<ChainTarget> targets = new ArrayList<>();
    if (action.changesMultiplier()) {
      for (Asset asset : ownAssets(tx, action, now)) {
        targets.addAll(scheduleMultiplier(tx, action, asset));
      }
    }
    return targets;
  }

  /** Takes back what was scheduled of entries. */
  void takeBack(Tx tx, CorporateAction action, Instant now) {
    if (action.changesUnderlying()) {
      EntryId id = new EntryId(EntryKind.UNDERLYING, action.underlying());
      tx.run(session -> recorder.withdraw(session, id, effectiveAt(action), cause(action)));
    }
    if (action.changesMultiplier()) {
      for (Asset asset : ownAssets(tx, action, now)) {
        if (isPendingBy(action, asset.content())) {
          MultiplierPlan plan = asset.content().multiplierPlan();
          record(
              tx,
              action,
              asset,
              known ->
                  known.withMultiplier(
                      known.multiplier(),
                      known.actionEpoch(),
                      new MultiplierPlan(null, plan.history())));
        }
      }
    }
  }

  /** All chains show it: it becomes what holds, with the epoch that the chains show. */
  void complete(Tx tx, CorporateAction action, List<ChainTarget> targets, Instant now) {
    Map<Isin, ChainTarget.Aim> aims = new TreeMap<>();
    targets.forEach(target -> aims.put(target.place().isin(), target.aim()));
    for (Asset asset : ownAssets(tx, action, now)) {
      ChainTarget.Aim aim = aims.get(asset.content().isin());
      if (aim != null && aim.epoch().isAfter(asset.content().actionEpoch())) {
        record(tx, action, asset, known -> completed(known, aim));
      }
    }
  }

  private static AssetContent completed(AssetContent known, ChainTarget.Aim aim) {
    List<MultiplierPlan.Past> history = new ArrayList<>(known.multiplierPlan().history());
    history.add(new MultiplierPlan.Past(known.multiplier(), known.actionEpoch(), aim.agreedAt()));
    return known.withMultiplier(aim.multiplier(), aim.epoch(), new MultiplierPlan(null, history));
  }

  private List<ChainTarget> scheduleMultiplier(Tx tx, CorporateAction action, Asset asset) {
    AssetContent content = asset.content();
    if (content.multiplierPlan().pending() != null) {
      throw ProblemException.inField(
          ActionProblem.OVERLAPPING_ACTION,
          "underlying",
          "another multiplier is pending on " + content.key());
    }
    Multiplier after = ActionRules.after(action, content.multiplier());
    MultiplierPlan plan =
        new MultiplierPlan(
            new MultiplierPlan.Pending(after, effectiveAt(action)),
            content.multiplierPlan().history());
    record(
        tx,
        action,
        asset,
        known -> known.withMultiplier(known.multiplier(), known.actionEpoch(), plan));
    return targets(action, content, after);
  }

  private List<ChainTarget> targets(
      CorporateAction action, AssetContent content, Multiplier after) {
    ActionEpoch epoch = content.actionEpoch().next();
    ChainTarget.Aim aim =
        new ChainTarget.Aim(after, epoch, effectiveAt(action), effectiveAt(action));
    List<ChainTarget> targets = new ArrayList<>();
    for (Deployment deployment : content.deployments()) {
      Caip2 chain = deployment.token().chain();
      KnownChain known = network.chains().get(chain);
      if (deployment.own() && deployment.isCanonicalToken() && known != null && known.own()) {
        targets.add(
            new ChainTarget(
                new ChainTarget.Place(
                    action.id(),
                    Objects.requireNonNull(content.isin()),
                    known.domain(),
                    chain.toString()),
                aim,
                ChainTarget.Goal.APPLY,
                ChainTarget.State.DUE,
                ChainTarget.Sending.NOTHING,
                Optional.empty(),
                ""));
      }
    }
    return targets;
  }

  private void describeOtherwise(Tx tx, CorporateAction action) {
    Instant from = effectiveAt(action);
    Catalogue then = catalogue(tx, action.underlying(), from);
    Underlying before = then.underlyings().get(action.underlying());
    if (before == null) {
      throw new InvalidAssetException("underlying", "nothing is known of it at that time");
    }
    Underlying after = after(action, before, from);
    if (after.equals(before)) {
      throw new InvalidAssetException(
          action.kind() == ActionKind.DELISTING ? "effectiveAt" : field(action),
          "it is so already");
    }
    tx.run(session -> recorder.recordUnderlying(session, after, stored -> {}, from, cause(action)));
  }

  private static Underlying after(CorporateAction action, Underlying before, Instant from) {
    if (action.kind() == ActionKind.DELISTING) {
      return before.withStatus(UnderlyingStatus.DELISTED);
    }
    LocalDate last = from.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
    List<Alias> aliases = new ArrayList<>(before.aliases());
    String ticker = renamed(action.terms().newTicker(), before.ticker());
    String name = renamed(action.terms().newName(), before.name());
    if (!ticker.equals(before.ticker())) {
      aliases.add(new Alias(Alias.Kind.TICKER, before.ticker(), null, last));
    }
    if (!name.equals(before.name())) {
      aliases.add(new Alias(Alias.Kind.NAME, before.name(), null, last));
    }
    try {
      return new Underlying(
          before.key(),
          ticker,
          before.isin(),
          before.figi(),
          name,
          before.mic(),
          before.status(),
          aliases);
    } catch (IllegalArgumentException e) {
      throw new InvalidAssetException(field(action), String.valueOf(e.getMessage()));
    }
  }

  private static String renamed(@Nullable String wanted, String before) {
    return wanted == null ? before : wanted;
  }

  private static String field(CorporateAction action) {
    return action.terms().newTicker() == null ? "newName" : "newTicker";
  }

  private static boolean isPendingBy(CorporateAction action, AssetContent content) {
    MultiplierPlan.Pending pending = content.multiplierPlan().pending();
    return pending != null && pending.effectiveAt().equals(effectiveAt(action));
  }

  private List<Asset> ownAssets(Tx tx, CorporateAction action, Instant now) {
    Catalogue present = catalogue(tx, action.underlying(), now);
    Underlying underlying = present.underlyings().get(action.underlying());
    return underlying == null
        ? List.of()
        : present.assetsOn(underlying).stream()
            .filter(asset -> asset.content().isOwn() && asset.content().isin() != null)
            .filter(asset -> asset.content().status() != AssetStatus.RETIRED)
            .toList();
  }

  private Catalogue catalogue(Tx tx, String underlying, Instant at) {
    return tx.run(session -> store.loadAt(session, at, null, List.of(underlying)));
  }

  private void record(
      Tx tx, CorporateAction action, Asset asset, UnaryOperator<AssetContent> change) {
    var wanted =
        new AssetRecorder.AssetChange(
            asset.content(), stored -> change.apply(stored.orElse(asset).content()), null);
    tx.run(session -> recorder.recordAssets(session, List.of(wanted), cause(action)));
  }

  private static Instant effectiveAt(CorporateAction action) {
    return Objects.requireNonNull(action.terms().effectiveAt());
  }

  /** The history of an entry names the action. */
  private static AssetRecorder.Cause cause(CorporateAction action) {
    return new AssetRecorder.Cause(
        action.stamp().cause().subject(),
        "corporate action %s (%s): %s"
            .formatted(action.id(), action.kind().wire(), action.state().wire()));
  }
}
