// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title Attested supply reports on chain: header first, then any of its asset leaves
/// @notice One signature per attester and epoch is valid on every chain, because the EIP-712 domain has name, version and
/// salt only. Units: su = 10^-8 share before the multiplier; custody figures = 10^-8 custody shares, after it.
interface ISnapshotOracle {
    /// @notice The signed header.
    /// @param epoch 1, 2, 3 …
    /// @param cutTime Unix seconds of the cut
    /// @param validUntil Unix seconds; afterwards no issue passes until a newer snapshot arrives
    /// @param cutRoot Merkle root of (domain, height, hash)
    /// @param assetsRoot Merkle root of the asset leaves
    /// @param custodyRoot Merkle root of the custody statements
    /// @param inFlightRoot Merkle root of the messages in flight
    /// @param previous Digest of the snapshot before, 0 for epoch 1
    struct SupplySnapshot {
        uint64 epoch;
        uint64 cutTime;
        uint64 validUntil;
        bytes32 cutRoot;
        bytes32 assetsRoot;
        bytes32 custodyRoot;
        bytes32 inFlightRoot;
        bytes32 previous;
    }

    /// @notice An asset's figures on one chain at the cut.
    struct DomainFigures {
        uint32 domain;
        uint64 supplySu;
        uint64 height;
        bytes32 blockHash;
        uint64 issueCapSu;
    }

    /// @notice One leaf of `assetsRoot`; domains strictly increasing.
    struct AssetLeaf {
        bytes12 isin;
        uint64 inFlightSu;
        uint64 orphanSu;
        uint64 issuedSu;
        uint64 redeemedSu;
        uint64 custodySettled;
        uint64 custodyPendingIn;
        uint64 custodyPendingOut;
        uint256 multiplier;
        uint32 actionEpoch;
        uint8 verdict;
        DomainFigures[] domains;
    }

    /// @notice What is stored of the newest applied leaf of an asset.
    /// @param epoch Snapshot that the figures are from; 0 = none yet
    /// @param issueCapSu Cap on what may ever be issued on this chain
    /// @param cutTime Unix seconds
    /// @param verdict 0 ok, 1 degraded, 2 breach
    /// @param supplySu Sum over all chains
    struct Figures {
        uint64 epoch;
        uint64 issueCapSu;
        uint64 cutTime;
        uint32 actionEpoch;
        uint8 verdict;
        uint64 supplySu;
        uint64 inFlightSu;
        uint64 issuedSu;
        uint64 redeemedSu;
        uint64 custodySettled;
        uint64 custodyPendingIn;
        uint64 custodyPendingOut;
        uint64 orphanSu;
        uint256 multiplier;
    }

    /// @notice A snapshot became the newest one here.
    event SnapshotPublished(
        uint64 indexed epoch, bytes32 indexed digest, bytes32 assetsRoot, uint64 cutTime, uint64 validUntil
    );

    /// @notice An asset's leaf of the newest snapshot was applied.
    event IssueCapsUpdated(bytes12 indexed isin, uint64 indexed epoch, uint64 issueCapSu, uint8 verdict);

    /// @notice The epoch is not newer than the newest one here.
    error EpochNotNewer(uint64 epoch, uint64 newest);
    /// @notice The snapshot follows the newest one here but names another predecessor.
    error WrongPrevious(bytes32 previous, bytes32 newestDigest);
    /// @notice The cut is older than the newest one's, or in the future.
    error InvalidCutTime(uint64 cutTime);
    /// @notice `validUntil` has passed, or lies further after the cut than allowed.
    error InvalidValidity(uint64 validUntil);
    /// @notice No snapshot was ever published here.
    error NoSnapshot();
    /// @notice As many proofs as leaves are needed.
    error ProofCountMismatch(uint256 leaves, uint256 proofs);
    /// @notice The leaf is not in the newest snapshot's assets root.
    error InvalidProof(bytes12 isin);
    /// @notice The leaf says nothing about this chain.
    error DomainMissing(bytes12 isin, uint32 domain);

    /// @notice Makes a newer snapshot the one in force. Anyone may submit it. An epoch may be skipped; a direct successor
    /// must name the newest one's digest.
    /// @param signatures Quorum, see `IAttesterSet`
    function publish(SupplySnapshot calldata snapshot, bytes calldata signatures) external;

    /// @notice Stores caps and figures of leaves of the newest snapshot. Anyone may submit it; idempotent.
    /// @param proofs OpenZeppelin standard Merkle proofs, one per leaf
    function applyLeaves(AssetLeaf[] calldata leaves, bytes32[][] calldata proofs) external;

    /// @notice The cap for this chain and until when it can be used (0, 0 when nothing is known).
    function issueCapOf(bytes12 isin) external view returns (uint64 capSu, uint64 validUntil);

    /// @notice The newest snapshot's header, digest and the signed header's validity.
    function latest()
        external
        view
        returns (uint64 epoch, uint64 cutTime, uint64 validUntil, bytes32 assetsRoot, bytes32 digest);

    /// @notice The stored figures of an asset; all zero when none.
    function figuresOf(bytes12 isin) external view returns (Figures memory);

    /// @notice The leaf's hash as in an OpenZeppelin standard Merkle tree.
    function leafHash(AssetLeaf calldata leaf) external pure returns (bytes32);

    /// @notice What attesters sign.
    function snapshotDigest(SupplySnapshot calldata snapshot) external view returns (bytes32);

    /// @notice EIP-712 domain separator without chain and contract.
    function neutralDomainSeparator() external view returns (bytes32);
}
