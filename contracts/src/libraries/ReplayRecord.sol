// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IBridgeGateway} from "../interfaces/IBridgeGateway.sol";
import {Domains} from "./Domains.sol";

/// @title What became of each source event: at most one outcome, for ever
/// @notice Burns of EVM chains are numbered without gaps, so 128 of them share a slot, two bits each. Events of Solana and
/// custody, and refunds, are hashes and take a slot each.
library ReplayRecord {
    /// @notice Storage of all outcomes.
    struct Record {
        mapping(uint256 domainAndWord => uint256 outcomes) dense;
        mapping(bytes32 eventId => IBridgeGateway.Status) hashed;
    }

    /// @notice Whether the event is named by a sequence number: an EVM source and a reference below 2^64.
    function isDense(uint32 sourceDomain, bytes32 sourceRef) internal pure returns (bool) {
        return uint256(sourceRef) <= type(uint64).max && Domains.isEvm(sourceDomain);
    }

    /// @notice The outcome of an event.
    function statusOf(Record storage record, uint32 sourceDomain, bytes32 sourceRef)
        internal
        view
        returns (IBridgeGateway.Status)
    {
        if (!isDense(sourceDomain, sourceRef)) return record.hashed[eventId(sourceDomain, sourceRef)];
        (uint256 key, uint256 shift) = _position(sourceDomain, uint256(sourceRef));
        return IBridgeGateway.Status((record.dense[key] >> shift) & 3);
    }

    /// @notice Writes the outcome of an event that has none; reverts if it has one.
    function settle(Record storage record, uint32 sourceDomain, bytes32 sourceRef, IBridgeGateway.Status outcome)
        internal
    {
        IBridgeGateway.Status before;
        if (isDense(sourceDomain, sourceRef)) {
            (uint256 key, uint256 shift) = _position(sourceDomain, uint256(sourceRef));
            uint256 word = record.dense[key];
            before = IBridgeGateway.Status((word >> shift) & 3);
            record.dense[key] = word | (uint256(outcome) << shift);
        } else {
            bytes32 id = eventId(sourceDomain, sourceRef);
            before = record.hashed[id];
            record.hashed[id] = outcome;
        }
        if (before == IBridgeGateway.Status.Minted) {
            revert IBridgeGateway.AlreadyMinted(sourceDomain, sourceRef);
        }
        if (before == IBridgeGateway.Status.Cancelled) {
            revert IBridgeGateway.AlreadyCancelled(sourceDomain, sourceRef);
        }
    }

    /// @notice The replay key: keccak256(sourceDomain (4 bytes) || sourceRef (32 bytes)).
    function eventId(uint32 sourceDomain, bytes32 sourceRef) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(sourceDomain, sourceRef));
    }

    function _position(uint32 sourceDomain, uint256 sequence) private pure returns (uint256 key, uint256 shift) {
        key = (uint256(sourceDomain) << 224) | (sequence >> 7);
        shift = (sequence & 127) << 1;
    }
}
