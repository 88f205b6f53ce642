package io.stockbridge.chains.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stockbridge.chains.ContractError;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.chains.rpc.RpcAnswer;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.DomainId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;

/** Fees, signing, revert data and ABI reading, also from hostile bytes. */
class EvmValuesTest {
  private static final long SEED = 20261123;

  @Test
  void bumpsEachFeeByAtLeastTenPercentAndOneWei() {
    assertThat(fees(101, 11).bumped(fees(0, 0))).isEqualTo(fees(112, 13));
    assertThat(fees(3, 0).bumped(fees(0, 0))).isEqualTo(fees(4, 1));
    assertThat(fees(100, 10).bumped(fees(500, 2))).isEqualTo(fees(500, 11));
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      BigInteger tip = new BigInteger(40, random);
      EvmFees old = new EvmFees(tip.add(new BigInteger(40, random)), tip);
      EvmFees next = old.bumped(old);
      assertThat(tenPercentMore(old.maxFeePerGas(), next.maxFeePerGas())).as("" + old).isTrue();
      assertThat(tenPercentMore(old.maxPriorityFeePerGas(), next.maxPriorityFeePerGas()))
          .as("" + old)
          .isTrue();
    }
  }

  @Test
  void signsTheSameBytesThatWeb3jReadsBack() throws Exception {
    EvmCall call = new EvmCall(EvmScannerTest.CHAIN.gateway(), new byte[] {1, 2, 3});
    SignedEvmTransaction signed = sign(call);
    assertThat(sign(call)).isEqualTo(signed);
    RawTransaction decoded = TransactionDecoder.decode(signed.raw());
    assertThat(decoded.getNonce()).isEqualTo(7);
    assertThat(decoded.getTo()).isEqualTo(call.to().toLowerCaseHex());
    assertThat(((SignedRawTransaction) decoded).getFrom())
        .isEqualToIgnoringCase(EvmDeployment.DEPLOYER.address().toString());
  }

  @Test
  void tellsRefusalsOfASendApart() {
    assertThat(outcome("already known")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(outcome("nonce too low: next 5")).isInstanceOf(SendOutcome.NonceUsed.class);
    assertThat(outcome("replacement transaction underpriced"))
        .isInstanceOf(SendOutcome.Underpriced.class);
    assertThat(outcome("Insufficient funds for gas * price + value"))
        .isInstanceOf(SendOutcome.InsufficientFunds.class);
    assertThat(outcome("execution reverted")).isInstanceOf(SendOutcome.Refused.class);
  }

  @Test
  void decodesErrorsWithTheTimeAtWhichTheyPass() {
    EvmCall encoded =
        ContractFunction.call(
            EvmScannerTest.CHAIN.gateway(),
            "RateLimited(bytes12,uint8,uint64,uint256)",
            AbiValue.of(EvmDeployment.AAPLX),
            AbiValue.of(1),
            AbiValue.of(55),
            AbiValue.of(1_800_000_000L));
    ContractError error = ContractErrors.decode(encoded.data());
    assertThat(error.describe())
        .isEqualTo("RateLimited(isin=CH1436219187, direction=1, amountSu=55, retryAt=1800000000)");
    assertThat(error.retryAt()).contains(Instant.ofEpochSecond(1_800_000_000L));
    assertThat(ContractErrors.decode(new byte[0]).name()).isEqualTo("Empty");
    assertThat(ContractErrors.decode(new byte[] {1, 2, 3, 4}).name()).isEqualTo("Unknown");
    assertThat(ContractErrors.decode(Hex.decode("0x5f8ec705")).name()).isEqualTo("Unknown");
  }

  @Test
  void findsRevertDataWhereNodesPutIt() {
    assertThat(RevertData.of(refusal(3, "execution reverted", "0x01020304")))
        .hasValue(new byte[] {1, 2, 3, 4});
    assertThat(RevertData.of(refusal(-32015, "VM execution error", "Reverted 0x0102")))
        .hasValue(new byte[] {1, 2});
    assertThat(RevertData.of(refusal(-32000, "insufficient funds", ""))).isEmpty();
    assertThat(RevertData.of(refusal(3, "execution reverted", "0xzz"))).hasValue(new byte[0]);
  }

  @Test
  void readsAnyBytesOrRefusesThem() {
    Random random = new Random(SEED);
    List<Consumer<AbiReader>> reads =
        List.of(
            r -> r.words(0),
            r -> r.dynamicBytes(0, 200),
            r -> r.address(1),
            r -> r.bool(0),
            r -> r.longNumber(2),
            r -> r.fixedBytes(0, 12));
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (random.nextBoolean() && bytes.length >= 64) {
        Arrays.fill(bytes, 0, 31, (byte) 0);
        Arrays.fill(bytes, 32, 60, (byte) 0);
      }
      try {
        ContractErrors.decode(bytes);
        reads.get(random.nextInt(reads.size())).accept(new AbiReader(bytes));
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed " + SEED).isBetween(1, 19_999);
  }

  @Test
  void refusesPaddingThatIsNotZero() {
    byte[] word = new byte[32];
    word[0] = 1;
    AbiReader reader = new AbiReader(word);
    assertThatThrownBy(() -> reader.address(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> reader.bool(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> reader.longNumber(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> reader.word(1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static SignedEvmTransaction sign(EvmCall call) {
    return EvmSigning.sign(
        DomainId.of(412346), call, 7, fees(100, 10), 90_000, EvmDeployment.DEPLOYER);
  }

  private static EvmFees fees(long max, long tip) {
    return new EvmFees(BigInteger.valueOf(max), BigInteger.valueOf(tip));
  }

  private static boolean tenPercentMore(BigInteger old, BigInteger next) {
    BigInteger needed = old.multiply(BigInteger.valueOf(110));
    return next.multiply(BigInteger.valueOf(100)).compareTo(needed) >= 0 && next.compareTo(old) > 0;
  }

  private static SendOutcome outcome(String message) {
    return EvmSending.outcome(new RpcAnswer.Refusal(-32000, message, NullNode.getInstance()));
  }

  private static RpcAnswer.Refusal refusal(long code, String message, String data) {
    return new RpcAnswer.Refusal(code, message, TextNode.valueOf(data));
  }
}
