// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @notice The slot that every burn writes and every mint reads: bits 0–159 code of the tokens, 160–223 number of the last
/// burn, 224 whether everything is halted, 225–230 signatures needed, 231–255 number of the attester set.
type CoreState is uint256;

using CoreStates for CoreState global;

/// @title Reading and writing that slot in one go
library CoreStates {
    uint256 private constant ONE_BURN = 1 << 160;
    uint256 private constant HALTED = 1 << 224;

    /// @notice Code of the tokens.
    function implementation(CoreState self) internal pure returns (address) {
        return address(uint160(CoreState.unwrap(self)));
    }

    /// @notice Number of the last burn.
    function sequence(CoreState self) internal pure returns (uint64) {
        return uint64(CoreState.unwrap(self) >> 160);
    }

    /// @notice Whether everything is halted.
    function halted(CoreState self) internal pure returns (bool) {
        return CoreState.unwrap(self) & HALTED != 0;
    }

    /// @notice Signatures needed of the current attester set, at most 32.
    function threshold(CoreState self) internal pure returns (uint8) {
        return uint8((CoreState.unwrap(self) >> 225) & 63);
    }

    /// @notice Number of the current attester set, 25 bits.
    function setId(CoreState self) internal pure returns (uint32) {
        return uint32(CoreState.unwrap(self) >> 231);
    }

    /// @notice The same with another attester set; `number` is below 2^25, which a yearly change reaches in no lifetime.
    function withAttesters(CoreState self, uint32 number, uint8 needed) internal pure returns (CoreState) {
        uint256 rest = CoreState.unwrap(self) & ((1 << 225) - 1);
        return CoreState.wrap(rest | (uint256(needed) << 225) | (uint256(number) << 231));
    }

    /// @notice The same after one more burn; 2^64 burns cannot be reached.
    function next(CoreState self) internal pure returns (CoreState) {
        return CoreState.wrap(CoreState.unwrap(self) + ONE_BURN);
    }

    /// @notice The same, halted or not.
    function withHalt(CoreState self, bool halt) internal pure returns (CoreState) {
        uint256 word = CoreState.unwrap(self);
        return CoreState.wrap(halt ? word | HALTED : word & ~HALTED);
    }

    /// @notice The same with other code for the tokens.
    function withImplementation(CoreState self, address code) internal pure returns (CoreState) {
        return CoreState.wrap(((CoreState.unwrap(self) >> 160) << 160) | uint160(code));
    }
}
