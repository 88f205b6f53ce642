// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Domains} from "./Domains.sol";
import {Isin} from "./Isin.sol";

/// @title Message version 1: 130 bytes, big-endian, no padding
/// @notice Checks run in the order length, version, kind, domains, ISIN, amount, recipient, padding, in every language.
library BridgeMessage {
    uint256 internal constant LENGTH = 130;
    uint8 internal constant VERSION = 1;

    uint8 internal constant ISSUE = 1;
    uint8 internal constant TRANSFER = 2;
    uint8 internal constant REDEEM = 3;
    uint8 internal constant REFUND = 4;

    /// @notice The fields behind the version.
    struct Message {
        uint8 kind;
        uint32 sourceDomain;
        uint32 destinationDomain;
        bytes32 sourceRef;
        bytes12 isin;
        uint64 amountSu;
        uint32 actionEpoch;
        bytes32 sender;
        bytes32 recipient;
    }

    /// @notice A message has 130 bytes; trailing ones are as wrong as missing ones.
    error WrongLength(uint256 length);
    /// @notice Only version 1 exists.
    error UnknownVersion(uint8 version);
    /// @notice Kinds are 1 to 4.
    error UnknownKind(uint8 kind);
    /// @notice Only a refund may end where it starts.
    error EqualDomains(uint32 domain);
    /// @notice Issue if and only if the source is custody, redeem if and only if the destination is.
    error KindDomainMismatch(uint8 kind, uint32 sourceDomain, uint32 destinationDomain);
    /// @notice Nothing to move.
    error ZeroAmount();
    /// @notice Nobody to receive.
    error ZeroRecipient();
    /// @notice An EVM address in 32 bytes starts with 12 zero bytes.
    error NonZeroPadding(bytes32 account);

    /// @notice Reads and checks a message.
    function decode(bytes calldata data) internal pure returns (Message memory m) {
        m = read(data);
        check(m, true);
    }

    /// @notice Reads a message; only length and version are checked.
    function read(bytes calldata data) internal pure returns (Message memory m) {
        if (data.length != LENGTH) revert WrongLength(data.length);
        uint256 head;
        uint256 amounts;
        assembly ("memory-safe") {
            // the constant offsets are those of the layout in docs/protocol.md, section 2
            head := calldataload(data.offset)
            mstore(add(m, 0x60), calldataload(add(data.offset, 10)))
            mstore(add(m, 0x80), and(calldataload(add(data.offset, 42)), not(sub(shl(160, 1), 1))))
            amounts := calldataload(add(data.offset, 54))
            mstore(add(m, 0xe0), calldataload(add(data.offset, 66)))
            mstore(add(m, 0x100), calldataload(add(data.offset, 98)))
        }
        uint8 version = uint8(head >> 248);
        if (version != VERSION) revert UnknownVersion(version);
        m.kind = uint8(head >> 240);
        m.sourceDomain = uint32(head >> 208);
        m.destinationDomain = uint32(head >> 176);
        m.amountSu = uint64(amounts >> 192);
        m.actionEpoch = uint32(amounts >> 160);
    }

    /// @notice Checks what `read` has read.
    /// @param withIsin False when the ISIN is known to be valid already, such as that of a listed asset
    function check(Message memory m, bool withIsin) internal pure {
        uint8 kind = m.kind;
        (uint32 source, uint32 destination) = (m.sourceDomain, m.destinationDomain);
        if (kind == 0 || kind > REFUND) revert UnknownKind(kind);
        if (source == destination && kind != REFUND) revert EqualDomains(source);
        if ((kind == ISSUE) != (source == Domains.CUSTODY) || (kind == REDEEM) != (destination == Domains.CUSTODY)) {
            revert KindDomainMismatch(kind, source, destination);
        }
        if (withIsin) Isin.requireValid(m.isin);
        if (m.amountSu == 0) revert ZeroAmount();
        if (m.recipient == 0) revert ZeroRecipient();
        requirePadding(source, m.sender);
        requirePadding(destination, m.recipient);
    }

    /// @notice Writes a message whose source is an EVM chain; the caller vouches for its content.
    function encode(
        uint8 kind,
        uint32 sourceDomain,
        uint32 destinationDomain,
        uint64 sequence,
        bytes12 isin,
        uint64 amountSu,
        uint32 actionEpoch,
        address sender,
        bytes32 recipient
    ) internal pure returns (bytes memory data) {
        uint256 head = (uint256(VERSION) << 248) | (uint256(kind) << 240) | (uint256(sourceDomain) << 208)
            | (uint256(destinationDomain) << 176);
        uint256 amounts = (uint256(amountSu) << 192) | (uint256(actionEpoch) << 160);
        assembly ("memory-safe") {
            data := mload(0x40)
            mstore(data, LENGTH)
            let content := add(data, 0x20)
            // each word begins where its field does and overwrites the unused rest of the word before
            mstore(content, head)
            mstore(add(content, 10), sequence)
            mstore(add(content, 42), isin)
            mstore(add(content, 54), amounts)
            mstore(add(content, 66), sender)
            mstore(add(content, 98), recipient)
            // whoever pads the bytes to whole words must find zeros
            mstore(add(content, 130), 0)
            mstore(0x40, add(content, 0xa0))
        }
    }

    /// @notice Reverts unless the account can exist on the domain's chain.
    function requirePadding(uint32 domain, bytes32 account) internal pure {
        if (uint256(account) >> 160 != 0 && Domains.isEvm(domain)) revert NonZeroPadding(account);
    }
}
