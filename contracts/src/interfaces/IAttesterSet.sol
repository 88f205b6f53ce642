// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title The attesters whose signatures the gateway and the snapshot oracle accept
/// @notice A signature list is exactly 65 x threshold bytes: r, s, v each, signers strictly increasing by address, low s,
/// v 27 or 28. All signers must belong to one set: the current one or, until its overlap ends, the one before.
interface IAttesterSet {
    /// @notice The set was replaced as a whole.
    /// @param setId The new set's number; the first set is 1
    /// @param members Strictly increasing
    /// @param threshold Signatures needed from now on
    /// @param previousValidUntil Last second (Unix) at which the set before is still accepted; 0 for the first set
    /// @param byGovernance Whether governance replaced it, rather than signatures of the set before
    event AttesterSetChanged(
        uint32 indexed setId, address[] members, uint8 threshold, uint64 previousValidUntil, bool byGovernance
    );

    /// @notice The list is not 65 x threshold bytes.
    error WrongAttestationLength(uint256 actual, uint256 expected);
    /// @notice Signers are not in increasing order.
    error SignersOutOfOrder(address previous, address next);
    /// @notice One signer appears twice.
    error DuplicateSigner(address signer);
    /// @notice The signature recovers to nobody.
    error ZeroSigner();
    /// @notice The signature's s is in the upper half of the curve's order (malleable).
    error HighS(bytes32 s);
    /// @notice The signature's v is neither 27 nor 28.
    error InvalidV(uint8 v);
    /// @notice The recovered signer never was an attester here: a stranger's signature, or one over other content, another
    /// chain, contract or environment.
    error UnknownSigner(address signer);
    /// @notice The signer belongs to a set that is no longer accepted.
    error AttesterSetExpired(address signer, uint32 setId);
    /// @notice Every signer is an accepted attester, but they do not all belong to one set.
    error MixedAttesterSets();
    /// @notice A set has 1 to 32 members, strictly increasing, none zero.
    error InvalidMembers();
    /// @notice The threshold must be a majority of the members and at most their number.
    error InvalidThreshold(uint256 threshold, uint256 members);
    /// @notice The overlap is longer than allowed (seconds).
    error OverlapTooLong(uint256 overlapSeconds, uint256 maximum);
    /// @notice A set change names the set that it creates, which must be the current one plus 1.
    error WrongSetId(uint32 actual, uint32 expected);

    /// @notice The current set.
    /// @return setId Its number
    /// @return threshold Signatures needed
    /// @return members Strictly increasing
    /// @return previousThreshold Signatures needed from the set before
    /// @return previousValidUntil Last second (Unix) at which the set before is accepted
    function attesterSet()
        external
        view
        returns (
            uint32 setId,
            uint8 threshold,
            address[] memory members,
            uint8 previousThreshold,
            uint64 previousValidUntil
        );

    /// @notice Whether the account is in the current set.
    function isAttester(address account) external view returns (bool);

    /// @notice Reverts, with the exact reason, unless `signatures` is a quorum over `digest`.
    function verifyQuorum(bytes32 digest, bytes calldata signatures) external view;

    /// @notice Replaces the set by signatures of the current one (not of one in its overlap) over
    /// `AttesterSetChange(uint32 setId,bytes32 membersHash,uint8 threshold,uint32 overlapSeconds)`, where membersHash is the
    /// keccak256 of the members, each padded to 32 bytes. Anyone may submit it.
    function changeAttesters(
        uint32 setId,
        address[] calldata members,
        uint8 threshold,
        uint32 overlapSeconds,
        bytes calldata signatures
    ) external;

    /// @notice Replaces the set without its signatures: the way out when keys are lost or stolen. Governance, after its delay.
    function replaceAttesters(address[] calldata members, uint8 threshold, uint32 overlapSeconds) external;

    /// @notice The digest that the current set signs to change itself.
    function attesterSetChangeDigest(uint32 setId, address[] calldata members, uint8 threshold, uint32 overlapSeconds)
        external
        view
        returns (bytes32);
}
