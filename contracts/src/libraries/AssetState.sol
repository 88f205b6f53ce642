// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @notice One slot per asset: bits 0–7 flags, 8–39 outbound capacity (shares), 40–71 inbound capacity (shares), 72–95
/// window (seconds), 96–175 when the outbound bucket is full, 176–255 when the inbound bucket is full.
type AssetState is uint256;

using AssetStates for AssetState global;

/// @title Reading and writing an asset's slot in one go
library AssetStates {
    uint256 private constant LISTED = 1;
    uint256 private constant HALTED = 2;
    uint256 private constant LIMITS_MASK = ((1 << 96) - 1) & ~uint256(0xff);
    uint256 private constant OUTBOUND_MASK = ((1 << 80) - 1) << 96;

    /// @notice Whether the asset exists.
    function listed(AssetState self) internal pure returns (bool) {
        return AssetState.unwrap(self) & LISTED != 0;
    }

    /// @notice Whether a guardian halted it.
    function halted(AssetState self) internal pure returns (bool) {
        return AssetState.unwrap(self) & HALTED != 0;
    }

    /// @notice Capacity of the bucket towards other chains, whole shares.
    function outboundShares(AssetState self) internal pure returns (uint32) {
        return uint32(AssetState.unwrap(self) >> 8);
    }

    /// @notice Capacity of the bucket from other chains, whole shares.
    function inboundShares(AssetState self) internal pure returns (uint32) {
        return uint32(AssetState.unwrap(self) >> 40);
    }

    /// @notice Time in which both buckets refill, seconds.
    function windowSeconds(AssetState self) internal pure returns (uint24) {
        return uint24(AssetState.unwrap(self) >> 72);
    }

    /// @notice When the bucket towards other chains is full, see `TokenBucket`.
    function outboundFullAt(AssetState self) internal pure returns (uint80) {
        return uint80(AssetState.unwrap(self) >> 96);
    }

    /// @notice When the bucket from other chains is full, see `TokenBucket`.
    function inboundFullAt(AssetState self) internal pure returns (uint80) {
        return uint80(AssetState.unwrap(self) >> 176);
    }

    /// @notice The same, listed.
    function list(AssetState self) internal pure returns (AssetState) {
        return AssetState.wrap(AssetState.unwrap(self) | LISTED);
    }

    /// @notice The same, halted or not.
    function withHalt(AssetState self, bool halt) internal pure returns (AssetState) {
        uint256 word = AssetState.unwrap(self);
        return AssetState.wrap(halt ? word | HALTED : word & ~HALTED);
    }

    /// @notice The same with other limits.
    function withLimits(AssetState self, uint32 outbound, uint32 inbound, uint24 window)
        internal
        pure
        returns (AssetState)
    {
        uint256 limits = (uint256(outbound) << 8) | (uint256(inbound) << 40) | (uint256(window) << 72);
        return AssetState.wrap((AssetState.unwrap(self) & ~LIMITS_MASK) | limits);
    }

    /// @notice The same with another moment for the outbound bucket.
    function withOutboundFullAt(AssetState self, uint80 fullAt) internal pure returns (AssetState) {
        return AssetState.wrap((AssetState.unwrap(self) & ~OUTBOUND_MASK) | (uint256(fullAt) << 96));
    }

    /// @notice The same with another moment for the inbound bucket.
    function withInboundFullAt(AssetState self, uint80 fullAt) internal pure returns (AssetState) {
        return AssetState.wrap(uint256(uint176(AssetState.unwrap(self))) | (uint256(fullAt) << 176));
    }
}
