package io.stockbridge.bridge.submission;

import io.micrometer.core.instrument.MeterRegistry;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.chains.ChainException;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.protocol.identifiers.Bytes32;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Gives recorded transactions to the nodes. What they say is noted; it decides nothing. */
@ApplicationScoped
public class EvmBroadcast {
  private static final Logger LOG = Logger.getLogger(EvmBroadcast.class);

  private final ChainPorts ports;
  private final MeterRegistry meters;

  EvmBroadcast(ChainPorts ports, MeterRegistry meters) {
    this.ports = ports;
    this.meters = meters;
  }

  /** Sends the newest attempt; a fault is left to the next look at the ledger. */
  public void send(EvmSend send) {
    String said;
    try {
      SendOutcome outcome =
          ports
              .evm(send.domain())
              .send(new SignedEvmTransaction(Bytes32.of(send.txHash()), send.raw()));
      said = outcome.getClass().getSimpleName();
      if (!(outcome instanceof SendOutcome.Accepted)) {
        log(send, outcome.toString());
      }
    } catch (ChainException e) {
      said = "Unavailable";
      log(send, e.getMessage());
    }
    meters
        .counter("stockbridge.submission.sent", "domain", send.domain().toString(), "outcome", said)
        .increment();
  }

  private static void log(EvmSend send, @org.jspecify.annotations.Nullable String what) {
    LOG.warnf(
        "not accepted domain=%s nonce=%d purpose=%s subject=%s answer=\"%s\"",
        send.domain(), send.nonce(), send.purpose(), send.subject(), what);
  }
}
