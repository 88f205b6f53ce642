package io.stockbridge.registry.states;

import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import java.util.List;

/** Where a state's entries come from. */
interface StateEntries {

  /**
   * Everything the registry knows at this moment; the same object as long as nothing changes.
   * Number 0 means that it is not loaded yet.
   */
  Facts current();

  /** What is known, in any order. Two are the same only if they are one object. */
  final class Facts {
    private final long number;
    private final List<Deployment> impostors;
    private final List<Asset> instruments;
    private final List<Underlying> underlyings;

    /**
     * Takes the lists as they are.
     *
     * @param number how many changes it contains; of two replicas the one with more knows more
     */
    Facts(
        long number,
        List<Deployment> impostors,
        List<Asset> instruments,
        List<Underlying> underlyings) {
      this.number = number;
      this.impostors = impostors;
      this.instruments = instruments;
      this.underlyings = underlyings;
    }

    long number() {
      return number;
    }

    List<Deployment> impostors() {
      return impostors;
    }

    List<Asset> instruments() {
      return instruments;
    }

    List<Underlying> underlyings() {
      return underlyings;
    }
  }
}
