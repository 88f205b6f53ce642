// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAttesterSet} from "./interfaces/IAttesterSet.sol";
import {TypedData} from "./libraries/TypedData.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title The attesters of one gateway
/// @notice Membership is kept per signer as the numbers of the two newest sets that it is in, so checking a signature reads
/// one slot and never a list. Number and threshold of the current set lie in the gateway's core slot, which is read anyway.
abstract contract AttesterSet is IAttesterSet, AccessManaged {
    /// @notice The longest time for which the set before stays valid, seconds.
    uint256 public constant MAX_OVERLAP_SECONDS = 7 days;

    uint256 private constant SIGNATURE_LENGTH = 65;
    uint256 private constant MAX_MEMBERS = 32;
    /// Half of the curve's order: above it lies the mirror image of every valid signature.
    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    bytes32 private constant CHANGE_TYPE =
        keccak256("AttesterSetChange(uint32 setId,bytes32 membersHash,uint8 threshold,uint32 overlapSeconds)");

    struct Previous {
        uint8 threshold;
        uint64 validUntil;
    }

    struct Membership {
        uint32 newest;
        uint32 before;
    }

    Previous private _previous;
    mapping(address signer => Membership) private _memberships;
    address[] private _members;

    constructor(address[] memory members, uint8 threshold) {
        _install(members, threshold, 0, false);
    }

    /// @inheritdoc IAttesterSet
    function attesterSet()
        external
        view
        returns (
            uint32 setId,
            uint8 threshold,
            address[] memory members,
            uint8 previousThreshold,
            uint64 previousValidUntil
        )
    {
        (setId, threshold) = _currentSet();
        Previous memory previous = _previous;
        return (setId, threshold, _members, previous.threshold, previous.validUntil);
    }

    /// @inheritdoc IAttesterSet
    function isAttester(address account) external view returns (bool) {
        (uint32 setId,) = _currentSet();
        return _memberships[account].newest == setId;
    }

    /// @inheritdoc IAttesterSet
    function verifyQuorum(bytes32 digest, bytes calldata signatures) external view {
        _requireQuorum(digest, signatures, true);
    }

    /// @inheritdoc IAttesterSet
    function changeAttesters(
        uint32 setId,
        address[] calldata members,
        uint8 threshold,
        uint32 overlapSeconds,
        bytes calldata signatures
    ) external {
        (uint32 current,) = _currentSet();
        if (setId != current + 1) revert WrongSetId(setId, current + 1);
        _requireQuorum(attesterSetChangeDigest(setId, members, threshold, overlapSeconds), signatures, false);
        _install(members, threshold, overlapSeconds, false);
    }

    /// @inheritdoc IAttesterSet
    function replaceAttesters(address[] calldata members, uint8 threshold, uint32 overlapSeconds) external restricted {
        _install(members, threshold, overlapSeconds, true);
    }

    /// @inheritdoc IAttesterSet
    function attesterSetChangeDigest(uint32 setId, address[] calldata members, uint8 threshold, uint32 overlapSeconds)
        public
        view
        returns (bytes32)
    {
        bytes32 membersHash = keccak256(abi.encodePacked(members));
        return TypedData.digest(
            _separator(), keccak256(abi.encode(CHANGE_TYPE, setId, membersHash, threshold, overlapSeconds))
        );
    }

    /// @dev EIP-712 domain separator of this contract on this chain.
    function _separator() internal view virtual returns (bytes32);

    /// @dev Number and threshold of the current set; (0, 0) before the first.
    function _currentSet() internal view virtual returns (uint32 setId, uint8 threshold);

    /// @dev Stores number and threshold of the current set.
    function _storeCurrentSet(uint32 setId, uint8 threshold) internal virtual;

    /// @dev Reverts unless the signatures are a quorum of one accepted set.
    /// @param allowPrevious Whether the set before counts while its overlap lasts
    function _requireQuorum(bytes32 digest, bytes calldata signatures, bool allowPrevious) internal view {
        (uint32 setId, uint8 threshold) = _currentSet();
        uint256 count = signatures.length / SIGNATURE_LENGTH;
        if (signatures.length != SIGNATURE_LENGTH * threshold) {
            if (count == 0 || count * SIGNATURE_LENGTH != signatures.length || count != _previous.threshold) {
                revert WrongAttestationLength(signatures.length, SIGNATURE_LENGTH * threshold);
            }
        }
        bool allCurrent = true;
        bool allPrevious = true;
        address outsider;
        address last;
        for (uint256 i; i < count; ++i) {
            address signer = _recover(digest, signatures, i * SIGNATURE_LENGTH);
            Membership memory membership = _memberships[signer];
            if (membership.newest == 0) revert UnknownSigner(signer);
            if (signer <= last) {
                if (signer == last) revert DuplicateSigner(signer);
                revert SignersOutOfOrder(last, signer);
            }
            last = signer;
            if (membership.newest == setId) {
                if (membership.before != setId - 1) allPrevious = false;
            } else {
                if (membership.newest != setId - 1) revert AttesterSetExpired(signer, membership.newest);
                allCurrent = false;
                outsider = signer;
            }
        }
        if (allCurrent && count == threshold) return;
        _requirePreviousQuorum(count, setId, threshold, allPrevious, outsider, allowPrevious);
    }

    /// The signatures are no quorum of the current set: are they one of the set before, and does it still count?
    function _requirePreviousQuorum(
        uint256 count,
        uint32 setId,
        uint8 threshold,
        bool allPrevious,
        address outsider,
        bool allowPrevious
    ) private view {
        Previous memory previous = _previous;
        bool accepted = allowPrevious && block.timestamp <= previous.validUntil;
        if (outsider != address(0)) {
            if (!accepted) revert AttesterSetExpired(outsider, setId - 1);
            if (!allPrevious) revert MixedAttesterSets();
        }
        if (!accepted || !allPrevious || count != previous.threshold) {
            revert WrongAttestationLength(count * SIGNATURE_LENGTH, SIGNATURE_LENGTH * threshold);
        }
    }

    function _recover(bytes32 digest, bytes calldata signatures, uint256 offset) private pure returns (address signer) {
        bytes32 r;
        bytes32 s;
        uint8 v;
        assembly ("memory-safe") {
            let position := add(signatures.offset, offset)
            r := calldataload(position)
            s := calldataload(add(position, 32))
            v := byte(0, calldataload(add(position, 64)))
        }
        if (uint256(s) > HALF_ORDER) revert HighS(s);
        if (v != 27 && v != 28) revert InvalidV(v);
        signer = ecrecover(digest, v, r, s);
        if (signer == address(0)) revert ZeroSigner();
    }

    function _install(address[] memory members, uint8 threshold, uint32 overlapSeconds, bool byGovernance) private {
        uint256 count = members.length;
        if (count == 0 || count > MAX_MEMBERS) revert InvalidMembers();
        if (threshold > count || uint256(threshold) * 2 <= count) revert InvalidThreshold(threshold, count);
        if (overlapSeconds > MAX_OVERLAP_SECONDS) revert OverlapTooLong(overlapSeconds, MAX_OVERLAP_SECONDS);
        (uint32 previousId, uint8 previousThreshold) = _currentSet();
        uint32 setId = previousId + 1;
        address last;
        for (uint256 i; i < count; ++i) {
            address member = members[i];
            if (member <= last) revert InvalidMembers();
            last = member;
            Membership storage membership = _memberships[member];
            membership.before = membership.newest;
            membership.newest = setId;
        }
        // no overlap means not even the rest of this second
        uint64 previousValidUntil = overlapSeconds == 0 ? 0 : uint64(block.timestamp) + overlapSeconds;
        _storeCurrentSet(setId, threshold);
        _previous = Previous(previousThreshold, previousValidUntil);
        _members = members;
        emit AttesterSetChanged(setId, members, threshold, previousValidUntil, byGovernance);
    }
}
