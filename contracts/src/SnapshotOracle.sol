// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAttesterSet} from "./interfaces/IAttesterSet.sol";
import {IBridgeGateway} from "./interfaces/IBridgeGateway.sol";
import {ISnapshotOracle} from "./interfaces/ISnapshotOracle.sol";
import {SnapshotHashing} from "./libraries/SnapshotHashing.sol";
import {TypedData} from "./libraries/TypedData.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @title SnapshotOracle
/// @notice See `ISnapshotOracle`. Nobody owns it: what it holds is what a quorum of the gateway's attesters signed.
contract SnapshotOracle is ISnapshotOracle {
    /// @notice How far a cut may lie ahead of the chain's clock, seconds.
    uint256 public constant MAX_CLOCK_SKEW_SECONDS = 5 minutes;

    struct Header {
        uint64 epoch;
        uint64 cutTime;
        uint64 validUntil;
        bytes32 assetsRoot;
        bytes32 digest;
    }

    /// @notice The gateway whose attesters sign and whose domain's caps count.
    address public immutable GATEWAY;
    /// @notice The longest time from a cut to its `validUntil`, seconds.
    uint64 public immutable MAX_VALIDITY_SECONDS;
    uint32 private immutable DOMAIN;
    bytes32 private immutable SEPARATOR;

    Header private _latest;
    mapping(bytes12 isin => Figures) private _figures;

    /// @param gateway The gateway of this chain
    /// @param maxValiditySeconds Bound on the dead-man switch, > 0
    constructor(address gateway, uint64 maxValiditySeconds) {
        if (maxValiditySeconds == 0) revert InvalidValidity(maxValiditySeconds);
        GATEWAY = gateway;
        MAX_VALIDITY_SECONDS = maxValiditySeconds;
        DOMAIN = IBridgeGateway(gateway).domain();
        SEPARATOR = TypedData.neutralSeparator(IBridgeGateway(gateway).salt());
    }

    /// @inheritdoc ISnapshotOracle
    function publish(SupplySnapshot calldata snapshot, bytes calldata signatures) external {
        Header memory newest = _latest;
        if (snapshot.epoch <= newest.epoch) revert EpochNotNewer(snapshot.epoch, newest.epoch);
        if (snapshot.epoch == newest.epoch + 1 && snapshot.previous != newest.digest) {
            revert WrongPrevious(snapshot.previous, newest.digest);
        }
        if (snapshot.cutTime < newest.cutTime || snapshot.cutTime > block.timestamp + MAX_CLOCK_SKEW_SECONDS) {
            revert InvalidCutTime(snapshot.cutTime);
        }
        if (
            snapshot.validUntil < block.timestamp || snapshot.validUntil < snapshot.cutTime
                || snapshot.validUntil - snapshot.cutTime > MAX_VALIDITY_SECONDS
        ) {
            revert InvalidValidity(snapshot.validUntil);
        }
        bytes32 digest = snapshotDigest(snapshot);
        IAttesterSet(GATEWAY).verifyQuorum(digest, signatures);
        _latest = Header(snapshot.epoch, snapshot.cutTime, snapshot.validUntil, snapshot.assetsRoot, digest);
        emit SnapshotPublished(snapshot.epoch, digest, snapshot.assetsRoot, snapshot.cutTime, snapshot.validUntil);
    }

    /// @inheritdoc ISnapshotOracle
    function applyLeaves(AssetLeaf[] calldata leaves, bytes32[][] calldata proofs) external {
        if (leaves.length != proofs.length) revert ProofCountMismatch(leaves.length, proofs.length);
        Header memory newest = _latest;
        if (newest.epoch == 0) revert NoSnapshot();
        for (uint256 i; i < leaves.length; ++i) {
            AssetLeaf calldata leaf = leaves[i];
            if (!MerkleProof.verifyCalldata(proofs[i], newest.assetsRoot, SnapshotHashing.leafHash(leaf))) {
                revert InvalidProof(leaf.isin);
            }
            _store(leaf, newest);
        }
    }

    /// @inheritdoc ISnapshotOracle
    function issueCapOf(bytes12 isin) external view returns (uint64 capSu, uint64 validUntil) {
        return (_figures[isin].issueCapSu, _latest.validUntil);
    }

    /// @inheritdoc ISnapshotOracle
    function latest()
        external
        view
        returns (uint64 epoch, uint64 cutTime, uint64 validUntil, bytes32 assetsRoot, bytes32 digest)
    {
        Header memory h = _latest;
        return (h.epoch, h.cutTime, h.validUntil, h.assetsRoot, h.digest);
    }

    /// @inheritdoc ISnapshotOracle
    function figuresOf(bytes12 isin) external view returns (Figures memory) {
        return _figures[isin];
    }

    /// @inheritdoc ISnapshotOracle
    function neutralDomainSeparator() external view returns (bytes32) {
        return SEPARATOR;
    }

    /// @inheritdoc ISnapshotOracle
    function leafHash(AssetLeaf calldata leaf) external pure returns (bytes32) {
        return SnapshotHashing.leafHash(leaf);
    }

    /// @inheritdoc ISnapshotOracle
    function snapshotDigest(SupplySnapshot calldata snapshot) public view returns (bytes32) {
        return TypedData.digest(SEPARATOR, SnapshotHashing.structHash(snapshot));
    }

    function _store(AssetLeaf calldata leaf, Header memory newest) private {
        uint64 supplySu;
        uint64 issueCapSu;
        bool found;
        for (uint256 i; i < leaf.domains.length; ++i) {
            DomainFigures calldata figures = leaf.domains[i];
            supplySu += figures.supplySu;
            if (figures.domain == DOMAIN) {
                issueCapSu = figures.issueCapSu;
                found = true;
            }
        }
        if (!found) revert DomainMissing(leaf.isin, DOMAIN);
        _figures[leaf.isin] = Figures({
            epoch: newest.epoch,
            issueCapSu: issueCapSu,
            cutTime: newest.cutTime,
            actionEpoch: leaf.actionEpoch,
            verdict: leaf.verdict,
            supplySu: supplySu,
            inFlightSu: leaf.inFlightSu,
            issuedSu: leaf.issuedSu,
            redeemedSu: leaf.redeemedSu,
            custodySettled: leaf.custodySettled,
            custodyPendingIn: leaf.custodyPendingIn,
            custodyPendingOut: leaf.custodyPendingOut,
            orphanSu: leaf.orphanSu,
            multiplier: leaf.multiplier
        });
        emit IssueCapsUpdated(leaf.isin, newest.epoch, issueCapSu, leaf.verdict);
    }
}
