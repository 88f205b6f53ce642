// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {TokenBucket} from "../src/libraries/TokenBucket.sol";
import {Test} from "./support/Test.sol";

contract TokenBucketTest is Test {
    uint256 private constant NOW = 1_795_392_000;

    function test_refillsEvenlyAndNamesTheSecond() external pure {
        // 100 shares in 1000 s: one share each 10 s
        (uint80 fullAt, uint256 retryAt) = TokenBucket.take(0, 100e8, 100, 1000, NOW);
        assertEq(retryAt, 0, "the whole capacity passes at once");
        assertEq(TokenBucket.available(fullAt, 100, 1000, NOW), 0, "nothing left");
        (, retryAt) = TokenBucket.take(fullAt, 25e8, 100, 1000, NOW);
        assertEq(retryAt, NOW + 250, "25 shares flow back in 250 s");
        assertEq(TokenBucket.available(fullAt, 100, 1000, NOW + 250), 25e8, "available then");
        (, retryAt) = TokenBucket.take(fullAt, 25e8 + 1, 100, 1000, NOW + 250);
        assertEq(retryAt, NOW + 251, "one unit more needs another second");
        assertEq(TokenBucket.available(fullAt, 100, 1000, NOW + 5000), 100e8, "never more than the capacity");
    }

    /// The second that a refusal names is the first at which the same amount passes.
    function testFuzz_retryAtIsExact(uint64 first, uint64 second, uint32 shares, uint24 window) external pure {
        shares = uint32(bound(shares, 1, type(uint32).max));
        window = uint24(bound(window, 1, type(uint24).max));
        uint256 capacity = uint256(shares) * 1e8;
        first = uint64(bound(first, 1, capacity));
        second = uint64(bound(second, 1, capacity));
        (uint80 fullAt, uint256 retryAt) = TokenBucket.take(0, first, shares, window, NOW);
        assertEq(retryAt, 0, "a full bucket gives up to its capacity");
        (, retryAt) = TokenBucket.take(fullAt, second, shares, window, NOW);
        if (retryAt == 0) return;
        (, uint256 again) = TokenBucket.take(fullAt, second, shares, window, retryAt);
        assertEq(again, 0, "passes at the named second");
        (, again) = TokenBucket.take(fullAt, second, shares, window, retryAt - 1);
        assertTrue(again == retryAt, "and not a second before");
    }

    /// Over any time, no more passes than one capacity plus what flowed back.
    function testFuzz_neverGivesMoreThanFlowedIn(uint256 seed, uint32 shares, uint24 window) external pure {
        shares = uint32(bound(shares, 1, 1e6));
        window = uint24(bound(window, 1, type(uint24).max));
        uint256 capacity = uint256(shares) * 1e8;
        uint80 fullAt;
        uint256 taken;
        uint256 time = NOW;
        for (uint256 i; i < 40; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            time += (seed >> 128) % (window / 4 + 1);
            uint64 amount = uint64(seed % capacity + 1);
            (uint80 next, uint256 retryAt) = TokenBucket.take(fullAt, amount, shares, window, time);
            if (retryAt != 0) continue;
            fullAt = next;
            taken += amount;
            assertTrue(taken <= capacity + capacity * (time - NOW) / window, "taken");
        }
    }
}
