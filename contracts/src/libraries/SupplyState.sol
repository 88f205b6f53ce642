// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @notice The slot of a token that every mint and burn writes: bits 0–127 total supply (wei), 128–159 corporate actions
/// that had taken effect when the last one was scheduled, 160–199 when that one takes effect (Unix seconds, 0 = none),
/// 200 whether the token is paused.
type SupplyState is uint256;

using SupplyStates for SupplyState global;

/// @title Reading and writing that slot in one go
library SupplyStates {
    uint256 private constant PAUSED = 1 << 200;
    uint256 private constant ACTION_MASK = ((1 << 72) - 1) << 128;

    /// @notice Wei.
    function total(SupplyState self) internal pure returns (uint256) {
        return uint128(SupplyState.unwrap(self));
    }

    /// @notice Whether the token is paused.
    function paused(SupplyState self) internal pure returns (bool) {
        return SupplyState.unwrap(self) & PAUSED != 0;
    }

    /// @notice When the last scheduled action takes effect, Unix seconds, 0 = none.
    function effectiveAt(SupplyState self) internal pure returns (uint40) {
        return uint40(SupplyState.unwrap(self) >> 160);
    }

    /// @notice Whether the last scheduled action is in effect.
    function inEffect(SupplyState self, uint256 time) internal pure returns (bool) {
        uint256 from = self.effectiveAt();
        return from != 0 && from <= time;
    }

    /// @notice How many actions have taken effect.
    function epoch(SupplyState self, uint256 time) internal pure returns (uint32) {
        uint32 base = uint32(SupplyState.unwrap(self) >> 128);
        return self.inEffect(time) ? base + 1 : base;
    }

    /// @notice The same with more supply; the caller keeps the total within 128 bits.
    function plus(SupplyState self, uint256 amount) internal pure returns (SupplyState) {
        return SupplyState.wrap(SupplyState.unwrap(self) + amount);
    }

    /// @notice The same with less supply; the caller takes no more than there is.
    function minus(SupplyState self, uint256 amount) internal pure returns (SupplyState) {
        unchecked {
            return SupplyState.wrap(SupplyState.unwrap(self) - amount);
        }
    }

    /// @notice The same with another base epoch and action.
    function withAction(SupplyState self, uint32 base, uint40 from) internal pure returns (SupplyState) {
        uint256 action = (uint256(base) << 128) | (uint256(from) << 160);
        return SupplyState.wrap((SupplyState.unwrap(self) & ~ACTION_MASK) | action);
    }

    /// @notice The same, paused or not.
    function withPause(SupplyState self, bool pause) internal pure returns (SupplyState) {
        uint256 word = SupplyState.unwrap(self);
        return SupplyState.wrap(pause ? word | PAUSED : word & ~PAUSED);
    }
}
