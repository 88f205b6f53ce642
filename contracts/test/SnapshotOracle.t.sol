// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {SnapshotOracle} from "../src/SnapshotOracle.sol";
import {SupplyFeed} from "../src/SupplyFeed.sol";
import {IAttesterSet} from "../src/interfaces/IAttesterSet.sol";
import {ISnapshotOracle} from "../src/interfaces/ISnapshotOracle.sol";
import {ISupplyFeed} from "../src/interfaces/ISupplyFeed.sol";
import {Attesters} from "./support/Attesters.sol";
import {GatewayTest} from "./support/GatewayTest.sol";
import {Messages} from "./support/Messages.sol";
import {VM} from "./support/Vm.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

contract SnapshotOracleTest is GatewayTest {
    SnapshotOracle private _oracle;
    SupplyFeed private _feed;

    function setUp() public override {
        super.setUp();
        _oracle = chain.ORACLE();
        _feed = new SupplyFeed(_oracle, Messages.AAPLX, "AAPLx settled custody shares");
    }

    function test_theNewestSnapshotCountsAndOlderOnesAreRefused() external {
        ISnapshotOracle.SupplySnapshot memory first = chain.snapshot(1, bytes32(0));
        chain.publish(first);
        (uint64 epoch, uint64 cutTime, uint64 validUntil,, bytes32 digest) = _oracle.latest();
        assertEq(epoch, 1, "epoch");
        assertEq(cutTime, START, "cut");
        assertEq(validUntil, START + chain.MAX_VALIDITY(), "validity");
        assertEq(digest, _oracle.snapshotDigest(first), "digest");
        _refuses(first, abi.encodeWithSelector(ISnapshotOracle.EpochNotNewer.selector, 1, 1));
        chain.publish(chain.snapshot(5, bytes32(0)));
        _refuses(chain.snapshot(4, bytes32(0)), abi.encodeWithSelector(ISnapshotOracle.EpochNotNewer.selector, 4, 5));
    }

    function test_aDirectSuccessorMustNameItsPredecessor() external {
        ISnapshotOracle.SupplySnapshot memory s = chain.snapshot(1, bytes32(0));
        s.previous = keccak256("other");
        _refuses(s, abi.encodeWithSelector(ISnapshotOracle.WrongPrevious.selector, s.previous, bytes32(0)));
        chain.publish(chain.snapshot(1, bytes32(0)));
        (,,,, bytes32 digest) = _oracle.latest();
        s.epoch = 2;
        _refuses(s, abi.encodeWithSelector(ISnapshotOracle.WrongPrevious.selector, s.previous, digest));
        // after a gap the predecessor is one that never came here
        s.epoch = 3;
        chain.publish(s);
    }

    function test_timesMustMakeSense() external {
        chain.publish(chain.snapshot(1, bytes32(0)));
        ISnapshotOracle.SupplySnapshot memory s = chain.snapshot(2, bytes32(0));
        s.cutTime = uint64(START) - 1;
        _refuses(s, abi.encodeWithSelector(ISnapshotOracle.InvalidCutTime.selector, s.cutTime));
        s.cutTime = uint64(START) + 301;
        _refuses(s, abi.encodeWithSelector(ISnapshotOracle.InvalidCutTime.selector, s.cutTime));
        s.cutTime = uint64(START);
        s.validUntil = uint64(START) - 1;
        _refuses(s, abi.encodeWithSelector(ISnapshotOracle.InvalidValidity.selector, s.validUntil));
        s.validUntil = s.cutTime + chain.MAX_VALIDITY() + 1;
        _refuses(s, abi.encodeWithSelector(ISnapshotOracle.InvalidValidity.selector, s.validUntil));
    }

    function test_needsAQuorumOverExactlyThisSnapshot() external {
        ISnapshotOracle.SupplySnapshot memory s = chain.snapshot(1, bytes32(0));
        bytes memory one = Attesters.sign(keys, 1, _oracle.snapshotDigest(s));
        VM.expectRevert(abi.encodeWithSelector(IAttesterSet.WrongAttestationLength.selector, 65, 130));
        _oracle.publish(s, one);
        bytes memory signatures = Attesters.sign(keys, 2, _oracle.snapshotDigest(s));
        s.validUntil -= 1;
        VM.expectRevert();
        _oracle.publish(s, signatures);
        s.validUntil += 1;
        _oracle.publish(s, signatures);
    }

    function test_storesLeavesOfTheNewestSnapshotOnly() external {
        (ISnapshotOracle.AssetLeaf[] memory leaves, bytes32[][] memory proofs, bytes32 root) = _tree();
        VM.expectRevert(ISnapshotOracle.NoSnapshot.selector);
        _oracle.applyLeaves(leaves, proofs);
        chain.publish(chain.snapshot(1, root));
        _oracle.applyLeaves(leaves, proofs);
        (uint64 cap, uint64 validUntil) = _oracle.issueCapOf(Messages.AAPLX);
        assertEq(cap, 40, "cap of this chain");
        assertEq(validUntil, START + chain.MAX_VALIDITY(), "validity");
        (cap,) = _oracle.issueCapOf(Messages.TSLAX);
        assertEq(cap, 7, "the other asset's");
        VM.expectRevert(abi.encodeWithSelector(ISnapshotOracle.ProofCountMismatch.selector, 2, 1));
        _oracle.applyLeaves(leaves, new bytes32[][](1));
        leaves[1].domains[0].issueCapSu = 8;
        VM.expectRevert(abi.encodeWithSelector(ISnapshotOracle.InvalidProof.selector, Messages.TSLAX));
        _oracle.applyLeaves(leaves, proofs);
        leaves[1].domains[0].issueCapSu = 7;
        chain.publish(chain.snapshot(2, keccak256("another root")));
        VM.expectRevert(abi.encodeWithSelector(ISnapshotOracle.InvalidProof.selector, Messages.AAPLX));
        _oracle.applyLeaves(leaves, proofs);
    }

    function test_refusesALeafWithoutThisChain() external {
        ISnapshotOracle.AssetLeaf[] memory leaves = new ISnapshotOracle.AssetLeaf[](1);
        leaves[0] = chain.leaf(Messages.AAPLX, 1);
        leaves[0].domains[0].domain = REMOTE;
        chain.publish(chain.snapshot(1, _oracle.leafHash(leaves[0])));
        VM.expectRevert(abi.encodeWithSelector(ISnapshotOracle.DomainMissing.selector, Messages.AAPLX, LOCAL));
        _oracle.applyLeaves(leaves, new bytes32[][](1));
    }

    function test_theFeedShowsTheAttestedBacking() external {
        VM.expectRevert(ISupplyFeed.NoDataPresent.selector);
        _feed.latestRoundData();
        (ISnapshotOracle.AssetLeaf[] memory leaves, bytes32[][] memory proofs, bytes32 root) = _tree();
        chain.publish(chain.snapshot(3, root));
        _oracle.applyLeaves(leaves, proofs);
        (uint80 round, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredIn) = _feed.latestRoundData();
        assertEq(round, 3, "round is the epoch");
        assertEq(uint256(answer), 250, "custody shares");
        assertEq(startedAt, START, "cut");
        assertEq(updatedAt, START, "cut");
        assertEq(answeredIn, 3, "round");
        assertEq(_feed.decimals(), 8, "decimals");
        assertEq(_feed.figures().supplySu, 90, "all chains");
        // (90 + 12 - 2) su at two shares each against 250
        assertEq(_feed.backingRatio(), 1.25e18, "ratio");
        _feed.getRoundData(3);
        VM.expectRevert(ISupplyFeed.NoDataPresent.selector);
        _feed.getRoundData(2);
    }

    function _tree()
        private
        view
        returns (ISnapshotOracle.AssetLeaf[] memory leaves, bytes32[][] memory proofs, bytes32 root)
    {
        leaves = new ISnapshotOracle.AssetLeaf[](2);
        leaves[0] = chain.leaf(Messages.AAPLX, 40);
        leaves[0].inFlightSu = 12;
        leaves[0].orphanSu = 2;
        leaves[0].custodySettled = 250;
        leaves[0].multiplier = 2e18;
        ISnapshotOracle.DomainFigures[] memory domains = new ISnapshotOracle.DomainFigures[](2);
        domains[0] = leaves[0].domains[0];
        domains[0].supplySu = 60;
        domains[1] = ISnapshotOracle.DomainFigures(REMOTE, 30, 1, bytes32(uint256(1)), 99);
        leaves[0].domains = domains;
        leaves[1] = chain.leaf(Messages.TSLAX, 7);
        (bytes32 a, bytes32 b) = (_oracle.leafHash(leaves[0]), _oracle.leafHash(leaves[1]));
        root = Hashes.commutativeKeccak256(a, b);
        proofs = new bytes32[][](2);
        proofs[0] = new bytes32[](1);
        proofs[0][0] = b;
        proofs[1] = new bytes32[](1);
        proofs[1][0] = a;
    }

    function _refuses(ISnapshotOracle.SupplySnapshot memory s, bytes memory reason) private {
        bytes memory signatures = Attesters.sign(keys, 2, _oracle.snapshotDigest(s));
        VM.expectRevert(reason);
        _oracle.publish(s, signatures);
    }
}
