package io.stockbridge.chains.rpc;

import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.chains.ChainException;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SourceDisagreementException;
import io.stockbridge.protocol.identifiers.DomainId;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The independent nodes of one chain. A question about finalized state goes to all of them; k of
 * them must answer alike, and no two may differ.
 *
 * <p>A node that did not answer is left out for {@value #REST_SECONDS} seconds while the others
 * still make a quorum, so that one dead node does not slow every call; and while too few answer,
 * only {@value #PROBES} callers at a time wait for them. Safe from many threads.
 */
public final class RpcQuorum {
  private static final int REST_SECONDS = 5;
  private static final int PROBES = 2;
  private static final int SHOWN_ANSWER = 160;

  private final DomainId domain;
  private final List<RpcNode> nodes;
  private final int quorum;
  private final ConcurrentHashMap<RpcNode, Long> restUntilNanos = new ConcurrentHashMap<>();
  private final Semaphore probes = new Semaphore(PROBES);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** The nodes that {@code settings} name. */
  public RpcQuorum(DomainId domain, RpcSettings settings) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.domain = domain;
    this.quorum = settings.quorum();
    this.nodes =
        settings.urls().stream()
            .map(url -> new RpcNode(domain, url, settings.timeout(), http))
            .toList();
  }

  /** What one node said. */
  public sealed interface Outcome<T> {
    /** Who. */
    RpcNode node();

    /** An answer. */
    record Answered<T>(RpcNode node, T value) implements Outcome<T> {}

    /** A fault: no answer, or one that cannot be. */
    record Failed<T>(RpcNode node, ChainException fault) implements Outcome<T> {}
  }

  /** The chain. */
  public DomainId domain() {
    return domain;
  }

  /** How many must answer alike. */
  public int quorum() {
    return quorum;
  }

  /**
   * The answer that at least k nodes give and nobody contradicts.
   *
   * @param question for error messages
   * @param ask asks one node; its values are compared by {@code equals}
   * @throws SourceDisagreementException when two nodes answer differently
   * @throws ChainUnavailableException when fewer than k answer
   * @throws ChainAnswerException when fewer than k answer because of answers that cannot be
   */
  public <T> T agree(String question, Function<RpcNode, T> ask) {
    return same(question, answers(question, all(question, ask)));
  }

  /**
   * The one value that all these answers have.
   *
   * @throws SourceDisagreementException when two differ
   */
  public <T> T same(String question, List<Outcome.Answered<T>> answers) {
    if (new HashSet<>(values(answers)).size() > 1) {
      throw new SourceDisagreementException(domain, question, describe(answers));
    }
    return answers.get(0).value();
  }

  /** At least k answers, which may differ. */
  public <T> List<Outcome.Answered<T>> atLeastQuorum(String question, Function<RpcNode, T> ask) {
    return answers(question, all(question, ask));
  }

  /**
   * The k-th highest of the numbers that nodes give: at least k nodes have come that far.
   *
   * @throws ChainUnavailableException when fewer than k answer
   */
  public <T> T kthHighest(String question, Function<RpcNode, T> ask, ToLongFunction<T> number) {
    return kthHighest(values(atLeastQuorum(question, ask)), Comparator.comparingLong(number));
  }

  private <T> T kthHighest(List<T> values, Comparator<T> order) {
    List<T> falling = values.stream().sorted(order.reversed()).toList();
    return falling.get(Math.min(quorum, falling.size()) - 1);
  }

  /**
   * The middle of what at least k nodes say, the lower one of two: half of the nodes have to lie to
   * move it out of what the honest ones say.
   */
  public <T extends Comparable<T>> T middle(String question, Function<RpcNode, T> ask) {
    return middle(values(atLeastQuorum(question, ask)));
  }

  /** The middle of some values, the lower one of two. */
  public static <T extends Comparable<T>> T middle(List<T> values) {
    return values.stream().sorted().toList().get((values.size() - 1) / 2);
  }

  /**
   * The answer where nodes may be at different blocks and a decision rests on some answers only: a
   * deciding one when at least k nodes give it, else one that decides nothing.
   *
   * @param decides whether a decision rests on the answer
   * @param alike what makes two deciding answers the same
   * @param order of answers of which any will do; the k-th highest is given, or the lowest of less
   * @throws SourceDisagreementException when all answers decide and no k of them are alike
   * @throws ChainUnavailableException when fewer than k answer
   */
  public <T> T decided(
      String question,
      Function<RpcNode, T> ask,
      Predicate<T> decides,
      Function<T, ?> alike,
      Comparator<T> order) {
    List<Outcome.Answered<T>> answers = atLeastQuorum(question, ask);
    Map<Object, List<T>> deciding =
        values(answers).stream().filter(decides).collect(Collectors.groupingBy(alike));
    for (List<T> same : deciding.values()) {
      if (same.size() >= quorum) {
        return kthHighest(same, order);
      }
    }
    List<T> neutral = values(answers).stream().filter(decides.negate()).toList();
    if (neutral.isEmpty()) {
      throw new SourceDisagreementException(domain, question, describe(answers));
    }
    return kthHighest(neutral, order);
  }

  private static <T> List<T> values(List<Outcome.Answered<T>> answers) {
    return answers.stream().map(Outcome.Answered::value).toList();
  }

  /** The first answer that any node gives, for questions that no decision rests on. */
  public <T> T any(String question, Function<RpcNode, T> ask) {
    return unlessInVain(question, () -> first(question, ask));
  }

  private <T> T first(String question, Function<RpcNode, T> ask) {
    List<ChainException> faults = new ArrayList<>();
    for (RpcNode node : chosen()) {
      switch (one(node, ask)) {
        case Outcome.Answered<T> answered -> {
          return answered.value();
        }
        case Outcome.Failed<T> failed -> faults.add(failed.fault());
      }
    }
    throw shortOfQuorum(question, 0, faults);
  }

  /** Every node's outcome, resting nodes included; never throws for a node's fault. */
  public <T> List<Outcome<T>> each(Function<RpcNode, T> ask) {
    return inParallel(nodes, ask);
  }

  /** The fault of a page or reading as a whole, which no single node is to blame for. */
  public ChainAnswerException fault(String problem) {
    return new ChainAnswerException(domain, problem);
  }

  private <T> List<Outcome<T>> all(String question, Function<RpcNode, T> ask) {
    return unlessInVain(question, () -> inParallel(chosen(), ask));
  }

  /**
   * Where too few nodes answered last, only a few callers at a time wait to see whether they do
   * again; the others are told at once, so that a chain that times out holds up no workers.
   */
  private <T> T unlessInVain(String question, Supplier<T> asking) {
    if (nodes.stream().filter(node -> !node.isSilent()).count() >= quorum) {
      return asking.get();
    }
    if (!probes.tryAcquire()) {
      throw new ChainUnavailableException(
          domain, question + ": not asked, the nodes did not answer and are being asked");
    }
    try {
      return asking.get();
    } finally {
      probes.release();
    }
  }

  private <T> List<Outcome<T>> inParallel(List<RpcNode> asked, Function<RpcNode, T> ask) {
    if (asked.size() == 1) {
      return List.of(one(asked.get(0), ask));
    }
    List<Future<Outcome<T>>> futures =
        asked.stream().map(node -> threads.submit(() -> one(node, ask))).toList();
    List<Outcome<T>> outcomes = new ArrayList<>();
    for (int i = 0; i < futures.size(); i++) {
      try {
        outcomes.add(futures.get(i).get());
      } catch (InterruptedException e) {
        futures.forEach(future -> future.cancel(true));
        Thread.currentThread().interrupt();
        throw new ChainUnavailableException(domain, "interrupted", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("defect in a question to a node", e.getCause());
      }
    }
    return outcomes;
  }

  private <T> Outcome<T> one(RpcNode node, Function<RpcNode, T> ask) {
    try {
      T value = ask.apply(node);
      restUntilNanos.remove(node);
      return new Outcome.Answered<>(node, value);
    } catch (ChainUnavailableException e) {
      restUntilNanos.put(node, System.nanoTime() + Duration.ofSeconds(REST_SECONDS).toNanos());
      return new Outcome.Failed<>(node, e);
    } catch (ChainException e) {
      return new Outcome.Failed<>(node, e);
    }
  }

  private List<RpcNode> chosen() {
    long now = System.nanoTime();
    List<RpcNode> awake =
        nodes.stream()
            .filter(
                node -> {
                  Long until = restUntilNanos.get(node);
                  return until == null || until - now <= 0;
                })
            .toList();
    return awake.size() >= quorum ? awake : nodes;
  }

  private <T> List<Outcome.Answered<T>> answers(String question, List<Outcome<T>> outcomes) {
    List<Outcome.Answered<T>> answers = new ArrayList<>();
    List<ChainException> faults = new ArrayList<>();
    for (Outcome<T> outcome : outcomes) {
      switch (outcome) {
        case Outcome.Answered<T> answered -> answers.add(answered);
        case Outcome.Failed<T> failed -> faults.add(failed.fault());
      }
    }
    if (answers.size() < quorum) {
      throw shortOfQuorum(question, answers.size(), faults);
    }
    return answers;
  }

  private ChainException shortOfQuorum(String question, int answered, List<ChainException> faults) {
    String listed = String.join(" | ", faults.stream().map(Throwable::getMessage).toList());
    String detail =
        question + ": " + answered + " of the " + quorum + " answers that are needed: " + listed;
    boolean onlyBadAnswers =
        !faults.isEmpty() && faults.stream().allMatch(ChainAnswerException.class::isInstance);
    ChainException first = faults.isEmpty() ? null : faults.get(0);
    return onlyBadAnswers
        ? new ChainAnswerException(domain, detail, first)
        : new ChainUnavailableException(domain, detail, first);
  }

  private static <T> List<String> describe(List<Outcome.Answered<T>> answers) {
    return answers.stream()
        .map(
            answer -> {
              String text = String.valueOf(answer.value());
              return answer.node().address()
                  + " → "
                  + (text.length() <= SHOWN_ANSWER ? text : text.substring(0, SHOWN_ANSWER) + "…");
            })
        .toList();
  }
}
