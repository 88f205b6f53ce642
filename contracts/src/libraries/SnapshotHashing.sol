// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISnapshotOracle} from "../interfaces/ISnapshotOracle.sol";

/// @title How a snapshot's header and leaves are hashed
library SnapshotHashing {
    bytes32 private constant SNAPSHOT_TYPE = keccak256(
        "SupplySnapshot(uint64 epoch,uint64 cutTime,uint64 validUntil,bytes32 cutRoot,bytes32 assetsRoot,bytes32 custodyRoot,bytes32 inFlightRoot,bytes32 previous)"
    );

    /// @notice EIP-712 struct hash of the header.
    function structHash(ISnapshotOracle.SupplySnapshot calldata snapshot) internal pure returns (bytes32) {
        return keccak256(abi.encode(SNAPSHOT_TYPE, snapshot));
    }

    /// @notice Leaf hash of an OpenZeppelin standard Merkle tree: hashed twice, so that no inner node can pose as a leaf.
    function leafHash(ISnapshotOracle.AssetLeaf calldata leaf) internal pure returns (bytes32) {
        return keccak256(
            bytes.concat(
                keccak256(
                    abi.encode(
                        leaf.isin,
                        leaf.inFlightSu,
                        leaf.orphanSu,
                        leaf.issuedSu,
                        leaf.redeemedSu,
                        leaf.custodySettled,
                        leaf.custodyPendingIn,
                        leaf.custodyPendingOut,
                        leaf.multiplier,
                        leaf.actionEpoch,
                        leaf.verdict,
                        leaf.domains
                    )
                )
            )
        );
    }
}
