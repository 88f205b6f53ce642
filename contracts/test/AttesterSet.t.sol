// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AttesterSet} from "../src/AttesterSet.sol";
import {BridgeGateway} from "../src/BridgeGateway.sol";
import {IAttesterSet} from "../src/interfaces/IAttesterSet.sol";
import {TypedData} from "../src/libraries/TypedData.sol";
import {Attesters} from "./support/Attesters.sol";
import {GatewayTest} from "./support/GatewayTest.sol";
import {Messages} from "./support/Messages.sol";
import {VM} from "./support/Vm.sol";

contract AttesterSetTest is GatewayTest {
    bytes private _message;
    bytes32 private _digest;

    function setUp() public override {
        super.setUp();
        _message = Messages.encode(arrival(2, SHARE));
        _digest = gateway.mintDigest(keccak256(_message));
    }

    function test_acceptsAnyTwoOfThree() external view {
        gateway.verifyQuorum(_digest, _pair(keys[0], keys[1]));
        gateway.verifyQuorum(_digest, _pair(keys[0], keys[2]));
        gateway.verifyQuorum(_digest, _pair(keys[1], keys[2]));
    }

    function test_refusesEveryOtherLength() external {
        bytes memory good = _pair(keys[0], keys[1]);
        uint256[6] memory lengths = [uint256(0), 64, 65, 129, 131, 195];
        for (uint256 i; i < lengths.length; ++i) {
            bytes memory list = new bytes(lengths[i]);
            for (uint256 j; j < lengths[i] && j < 130; ++j) {
                list[j] = good[j];
            }
            refuses(
                _message, list, abi.encodeWithSelector(IAttesterSet.WrongAttestationLength.selector, lengths[i], 130)
            );
        }
    }

    function test_refusesWrongOrderAndDuplicates() external {
        refuses(
            _message,
            _pair(keys[1], keys[0]),
            abi.encodeWithSelector(IAttesterSet.SignersOutOfOrder.selector, VM.addr(keys[1]), VM.addr(keys[0]))
        );
        refuses(
            _message,
            _pair(keys[1], keys[1]),
            abi.encodeWithSelector(IAttesterSet.DuplicateSigner.selector, VM.addr(keys[1]))
        );
    }

    function test_refusesMalformedSignatures() external {
        bytes memory first = Attesters.signOne(keys[0], _digest);
        bytes memory mirrored = Attesters.mirror(keys[1], _digest);
        bytes32 s;
        assembly ("memory-safe") {
            s := mload(add(mirrored, 0x40))
        }
        refuses(_message, bytes.concat(first, mirrored), abi.encodeWithSelector(IAttesterSet.HighS.selector, s));
        bytes memory second = Attesters.signOne(keys[1], _digest);
        second[64] = bytes1(uint8(second[64]) - 27);
        refuses(
            _message,
            bytes.concat(first, second),
            abi.encodeWithSelector(IAttesterSet.InvalidV.selector, uint8(second[64]))
        );
        bytes memory nobody = abi.encodePacked(bytes32(0), bytes32(uint256(1)), uint8(27));
        refuses(_message, bytes.concat(first, nobody), abi.encodeWithSelector(IAttesterSet.ZeroSigner.selector));
    }

    function test_refusesStrangersAndSignaturesForAnotherPlace() external {
        uint256[] memory strangers = Attesters.keys("strangers", 1);
        refuses(_message, _pair(strangers[0], keys[0]), _unknown(VM.addr(strangers[0])));
        bytes32 id = keccak256(_message);
        bytes32 salt = keccak256("local");
        _refusesDomain(TypedData.separator(LOCAL + 1, address(gateway), salt), id);
        _refusesDomain(TypedData.separator(LOCAL, address(this), salt), id);
        _refusesDomain(TypedData.separator(LOCAL, address(gateway), keccak256("production")), id);
        _refusesDomain(TypedData.neutralSeparator(salt), id);
        _refusesDomain(TypedData.separator(LOCAL, address(gateway), salt), keccak256("another message"));
    }

    function testFuzz_neverAcceptsRandomSignatures(bytes32 digest, bytes32 r, bytes32 s, uint8 v) external {
        bytes memory one = abi.encodePacked(r, s, v);
        VM.expectRevert();
        gateway.verifyQuorum(digest, bytes.concat(one, one));
    }

    function test_aForkOfTheChainNeedsItsOwnSignatures() external {
        VM.chainId(LOCAL + 1);
        assertEq(
            gateway.domainSeparator(),
            TypedData.separator(LOCAL + 1, address(gateway), keccak256("local")),
            "the separator follows the chain"
        );
    }

    function test_theSetChangesBySignaturesOfTheOldOne() external {
        uint256[] memory next = Attesters.keys("next", 5);
        _change(next, 3, 1 hours);
        (uint32 setId, uint8 threshold, address[] memory members, uint8 before, uint64 until) = gateway.attesterSet();
        assertEq(setId, 2, "id");
        assertEq(threshold, 3, "threshold");
        assertEq(abi.encode(members), abi.encode(Attesters.addresses(next)), "members");
        assertEq(before, 2, "threshold before");
        assertEq(until, START + 1 hours, "overlap");
        assertTrue(gateway.isAttester(VM.addr(next[0])) && !gateway.isAttester(VM.addr(keys[0])), "membership");
        gateway.verifyQuorum(_digest, Attesters.sign(next, 3, _digest));
    }

    function test_theOldSetCountsUntilItsOverlapEnds() external {
        _change(Attesters.keys("next", 3), 2, 1 hours);
        VM.warp(START + 1 hours);
        gateway.verifyQuorum(_digest, _pair(keys[0], keys[1]));
        VM.warp(START + 1 hours + 1);
        bytes memory reason = abi.encodeWithSelector(IAttesterSet.AttesterSetExpired.selector, VM.addr(keys[1]), 1);
        refuses(_message, _pair(keys[0], keys[1]), reason);
    }

    function test_withoutOverlapTheOldSetIsOutAtOnce() external {
        _change(Attesters.keys("next", 3), 2, 0);
        bytes memory reason = abi.encodeWithSelector(IAttesterSet.AttesterSetExpired.selector, VM.addr(keys[1]), 1);
        refuses(_message, _pair(keys[0], keys[1]), reason);
    }

    function test_signersOfTwoSetsAreNoQuorum() external {
        uint256[] memory next = Attesters.keys("next", 3);
        _change(next, 2, 1 hours);
        uint256[] memory mixed = new uint256[](2);
        (mixed[0], mixed[1]) = (keys[0], next[0]);
        Attesters.sort(mixed);
        refuses(
            _message, Attesters.sign(mixed, 2, _digest), abi.encodeWithSelector(IAttesterSet.MixedAttesterSets.selector)
        );
    }

    function test_anOldSetCannotChangeTheSetAgain() external {
        _change(Attesters.keys("next", 3), 2, 1 hours);
        address[] memory members = Attesters.addresses(keys);
        bytes32 digest = gateway.attesterSetChangeDigest(3, members, 2, 0);
        bytes memory signatures = Attesters.sign(keys, 2, digest);
        VM.expectRevert(abi.encodeWithSelector(IAttesterSet.AttesterSetExpired.selector, VM.addr(keys[1]), 1));
        gateway.changeAttesters(3, members, 2, 0, signatures);
        VM.expectRevert(abi.encodeWithSelector(IAttesterSet.WrongSetId.selector, 2, 3));
        gateway.changeAttesters(2, members, 2, 0, signatures);
    }

    function test_twoChangesAgoIsOutEvenIfNothingElseHappened() external {
        uint256[] memory first = keys;
        _change(Attesters.keys("second", 3), 2, 7 days);
        keys = Attesters.keys("second", 3);
        _change(Attesters.keys("third", 3), 2, 7 days);
        gateway.verifyQuorum(_digest, _pair(keys[0], keys[1]));
        bytes memory reason = abi.encodeWithSelector(IAttesterSet.AttesterSetExpired.selector, VM.addr(first[0]), 1);
        refuses(_message, _pair(first[0], first[1]), reason);
    }

    function test_anAttesterOfBothSetsCountsForEither() external {
        uint256[] memory next = Attesters.keys("next", 3);
        next[0] = keys[0];
        Attesters.sort(next);
        _change(next, 2, 1 hours);
        gateway.verifyQuorum(_digest, _pair(keys[0], keys[1]));
        gateway.verifyQuorum(_digest, Attesters.sign(next, 2, _digest));
    }

    function test_governanceReplacesTheSetAfterItsDelay() external {
        address[] memory members = Attesters.addresses(Attesters.keys("rescue", 3));
        VM.prank(chain.GOVERNANCE());
        VM.expectRevert();
        gateway.replaceAttesters(members, 2, 0);
        chain.govern(address(gateway), abi.encodeCall(AttesterSet.replaceAttesters, (members, 2, 0)));
        assertTrue(gateway.isAttester(members[2]), "replaced");
    }

    function test_refusesSetsThatMakeNoSense() external {
        address[] memory members = Attesters.addresses(keys);
        _refusesSet(members, 1, abi.encodeWithSelector(IAttesterSet.InvalidThreshold.selector, 1, 3));
        _refusesSet(members, 4, abi.encodeWithSelector(IAttesterSet.InvalidThreshold.selector, 4, 3));
        (members[0], members[1]) = (members[1], members[0]);
        _refusesSet(members, 2, abi.encodeWithSelector(IAttesterSet.InvalidMembers.selector));
        members[0] = address(0);
        _refusesSet(members, 2, abi.encodeWithSelector(IAttesterSet.InvalidMembers.selector));
        _refusesSet(new address[](0), 0, abi.encodeWithSelector(IAttesterSet.InvalidMembers.selector));
        _refusesSet(new address[](33), 17, abi.encodeWithSelector(IAttesterSet.InvalidMembers.selector));
    }

    function _refusesSet(address[] memory members, uint8 threshold, bytes memory reason) private {
        address manager = address(chain.MANAGER());
        VM.expectRevert(reason);
        new BridgeGateway(manager, "local", members, threshold);
    }

    function _refusesDomain(bytes32 separator, bytes32 id) private {
        bytes32 other = TypedData.digest(separator, keccak256(abi.encode(keccak256("Mint(bytes32 messageId)"), id)));
        bytes memory list = Attesters.sign(keys, 2, other);
        (bytes32 r, bytes32 s, uint8 v) = (bytes32(0), bytes32(0), uint8(list[64]));
        assembly ("memory-safe") {
            r := mload(add(list, 0x20))
            s := mload(add(list, 0x40))
        }
        refuses(_message, list, _unknown(ecrecover(_digest, v, r, s)));
    }

    function _change(uint256[] memory next, uint8 threshold, uint32 overlap) private {
        (uint32 setId,,,,) = gateway.attesterSet();
        address[] memory members = Attesters.addresses(next);
        bytes32 digest = gateway.attesterSetChangeDigest(setId + 1, members, threshold, overlap);
        gateway.changeAttesters(setId + 1, members, threshold, overlap, Attesters.sign(keys, 2, digest));
    }

    function _pair(uint256 first, uint256 second) private view returns (bytes memory) {
        return bytes.concat(Attesters.signOne(first, _digest), Attesters.signOne(second, _digest));
    }

    function _unknown(address signer) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IAttesterSet.UnknownSigner.selector, signer);
    }
}
