// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISnapshotOracle} from "../src/interfaces/ISnapshotOracle.sol";
import {SnapshotHashing} from "../src/libraries/SnapshotHashing.sol";
import {TypedData} from "../src/libraries/TypedData.sol";
import {Test} from "./support/Test.sol";
import {VM} from "./support/Vm.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

contract Hashing {
    function leafHash(ISnapshotOracle.AssetLeaf calldata leaf) external pure returns (bytes32) {
        return SnapshotHashing.leafHash(leaf);
    }

    function structHash(ISnapshotOracle.SupplySnapshot calldata snapshot) external pure returns (bytes32) {
        return SnapshotHashing.structHash(snapshot);
    }
}

contract TypedDataVectorsTest is Test {
    Hashing private immutable HASHING = new Hashing();

    function test_digestsMatchTheGoldenVectors() external view {
        string memory json = VM.readFile("../vectors/eip712.json");
        uint256 count;
        for (; VM.keyExistsJson(json, _case(count, "")); ++count) {
            bytes32 salt = keccak256(bytes(VM.parseJsonString(json, _case(count, ".environment"))));
            assertEq(salt, VM.parseJsonBytes32(json, _case(count, ".salt")), "salt");
            bytes32 separator = TypedData.separator(
                VM.parseJsonUint(json, _case(count, ".chainId")),
                VM.parseJsonAddress(json, _case(count, ".verifyingContract")),
                salt
            );
            assertEq(separator, VM.parseJsonBytes32(json, _case(count, ".domainSeparator")), "full domain");
            bytes32 id = VM.parseJsonBytes32(json, _case(count, ".messageId"));
            bytes32 digest = _digest(separator, "Mint(bytes32 messageId)", id);
            assertEq(digest, VM.parseJsonBytes32(json, _case(count, ".mintDigest")), "mint");
            _checkSigner(json, _case(count, ".mintSignatures[1]"), digest);
            digest = _digest(separator, "Cancel(bytes32 messageId)", id);
            assertEq(digest, VM.parseJsonBytes32(json, _case(count, ".cancelDigest")), "cancel");
            bytes32 neutral = TypedData.neutralSeparator(salt);
            assertEq(neutral, VM.parseJsonBytes32(json, _case(count, ".neutralDomainSeparator")), "neutral domain");
            digest = _digest(neutral, "Redeem(bytes32 messageId)", id);
            assertEq(digest, VM.parseJsonBytes32(json, _case(count, ".redeemDigest")), "redeem");
        }
        assertTrue(count >= 5, "vectors are there");
    }

    function test_snapshotsMatchTheGoldenVectors() external view {
        string memory json = VM.readFile("../vectors/snapshot.json");
        uint256 count;
        uint256 leaves;
        for (; VM.keyExistsJson(json, _case(count, "")); ++count) {
            bytes32 salt = keccak256(bytes(VM.parseJsonString(json, _case(count, ".environment"))));
            ISnapshotOracle.SupplySnapshot memory s = _snapshot(json, _case(count, ".snapshot."));
            assertEq(
                TypedData.digest(TypedData.neutralSeparator(salt), HASHING.structHash(s)),
                VM.parseJsonBytes32(json, _case(count, ".digest")),
                "digest"
            );
            for (uint256 i; VM.keyExistsJson(json, _leaf(count, i, "")); ++i) {
                bytes32 hash = HASHING.leafHash(_assetLeaf(json, count, i));
                assertEq(hash, VM.parseJsonBytes32(json, _leaf(count, i, ".leafHash")), "leaf hash");
                bytes32[] memory proof = VM.parseJsonBytes32Array(json, _leaf(count, i, ".proof"));
                assertTrue(MerkleProof.verify(proof, s.assetsRoot, hash), "proof");
                ++leaves;
            }
        }
        assertTrue(count >= 5 && leaves >= 10, "vectors are there");
    }

    function _snapshot(string memory json, string memory path)
        private
        pure
        returns (ISnapshotOracle.SupplySnapshot memory s)
    {
        s.epoch = _number(json, string.concat(path, "epoch"));
        s.cutTime = _number(json, string.concat(path, "cutTime"));
        s.validUntil = _number(json, string.concat(path, "validUntil"));
        s.cutRoot = VM.parseJsonBytes32(json, string.concat(path, "cutRoot"));
        s.assetsRoot = VM.parseJsonBytes32(json, string.concat(path, "assetsRoot"));
        s.custodyRoot = VM.parseJsonBytes32(json, string.concat(path, "custodyRoot"));
        s.inFlightRoot = VM.parseJsonBytes32(json, string.concat(path, "inFlightRoot"));
        s.previous = VM.parseJsonBytes32(json, string.concat(path, "previous"));
    }

    function _assetLeaf(string memory json, uint256 c, uint256 i)
        private
        view
        returns (ISnapshotOracle.AssetLeaf memory leaf)
    {
        leaf.isin = bytes12(bytes(VM.parseJsonString(json, _leaf(c, i, ".isin"))));
        leaf.inFlightSu = _number(json, _leaf(c, i, ".inFlightSu"));
        leaf.orphanSu = _number(json, _leaf(c, i, ".orphanSu"));
        leaf.issuedSu = _number(json, _leaf(c, i, ".issuedSu"));
        leaf.redeemedSu = _number(json, _leaf(c, i, ".redeemedSu"));
        leaf.custodySettled = _number(json, _leaf(c, i, ".custodySettled"));
        leaf.custodyPendingIn = _number(json, _leaf(c, i, ".custodyPendingIn"));
        leaf.custodyPendingOut = _number(json, _leaf(c, i, ".custodyPendingOut"));
        leaf.multiplier = VM.parseUint(VM.parseJsonString(json, _leaf(c, i, ".multiplier")));
        leaf.actionEpoch = uint32(VM.parseJsonUint(json, _leaf(c, i, ".actionEpoch")));
        leaf.verdict = uint8(VM.parseJsonUint(json, _leaf(c, i, ".verdict")));
        uint256 count;
        while (VM.keyExistsJson(json, _domain(c, i, count, ""))) ++count;
        leaf.domains = new ISnapshotOracle.DomainFigures[](count);
        for (uint256 d; d < count; ++d) {
            leaf.domains[d] = ISnapshotOracle.DomainFigures({
                domain: uint32(VM.parseJsonUint(json, _domain(c, i, d, ".domain"))),
                supplySu: _number(json, _domain(c, i, d, ".supplySu")),
                height: _number(json, _domain(c, i, d, ".height")),
                blockHash: VM.parseJsonBytes32(json, _domain(c, i, d, ".blockHash")),
                issueCapSu: _number(json, _domain(c, i, d, ".issueCapSu"))
            });
        }
    }

    function _checkSigner(string memory json, string memory path, bytes32 digest) private pure {
        address expected = VM.parseJsonAddress(json, ".keys[1].address");
        assertEq(ECDSA.recover(digest, VM.parseJsonBytes(json, path)), expected, "signer");
    }

    function _digest(bytes32 separator, string memory typeName, bytes32 id) private pure returns (bytes32) {
        return TypedData.digest(separator, keccak256(abi.encode(keccak256(bytes(typeName)), id)));
    }

    function _number(string memory json, string memory path) private pure returns (uint64) {
        return uint64(VM.parseUint(VM.parseJsonString(json, path)));
    }

    function _case(uint256 index, string memory field) private pure returns (string memory) {
        return string.concat(".cases[", VM.toString(index), "]", field);
    }

    function _leaf(uint256 c, uint256 i, string memory field) private pure returns (string memory) {
        return _case(c, string.concat(".leaves[", VM.toString(i), "]", field));
    }

    function _domain(uint256 c, uint256 i, uint256 d, string memory field) private pure returns (string memory) {
        return _leaf(c, i, string.concat(".domains[", VM.toString(d), "]", field));
    }
}
