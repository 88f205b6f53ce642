// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {BridgeMessage} from "../../src/libraries/BridgeMessage.sol";

/// @title Messages for tests, written field by field and independently of the codec under test
library Messages {
    bytes12 internal constant AAPLX = "CH1436219187";
    bytes12 internal constant TSLAX = "CH1436219211";

    /// @notice A message's 130 bytes.
    function encode(BridgeMessage.Message memory m) internal pure returns (bytes memory) {
        return abi.encodePacked(
            uint8(1),
            m.kind,
            m.sourceDomain,
            m.destinationDomain,
            m.sourceRef,
            m.isin,
            m.amountSu,
            m.actionEpoch,
            m.sender,
            m.recipient
        );
    }

    /// @notice An account as 32 bytes.
    function account(address value) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(value)));
    }

    /// @notice A transfer with some sender.
    function transfer(uint32 source, uint32 destination, bytes32 ref, uint64 amountSu, address recipient)
        internal
        pure
        returns (BridgeMessage.Message memory)
    {
        return BridgeMessage.Message({
            kind: BridgeMessage.TRANSFER,
            sourceDomain: source,
            destinationDomain: destination,
            sourceRef: ref,
            isin: AAPLX,
            amountSu: amountSu,
            actionEpoch: 0,
            sender: account(address(0x5e4de2)),
            recipient: account(recipient)
        });
    }

    /// @notice An issue of a custody order.
    function issue(uint32 destination, string memory orderId, uint64 amountSu, address recipient)
        internal
        pure
        returns (BridgeMessage.Message memory m)
    {
        bytes32 ref = sha256(bytes.concat("stockbridge/custody-order", bytes(orderId)));
        m = transfer(0, destination, ref, amountSu, recipient);
        m.kind = BridgeMessage.ISSUE;
        m.sender = 0;
    }

    /// @notice A refund of a message that was cancelled at its destination.
    function refund(bytes memory cancelled, BridgeMessage.Message memory m)
        internal
        pure
        returns (BridgeMessage.Message memory)
    {
        return BridgeMessage.Message({
            kind: BridgeMessage.REFUND,
            sourceDomain: m.destinationDomain,
            destinationDomain: m.sourceDomain,
            sourceRef: keccak256(cancelled),
            isin: m.isin,
            amountSu: m.amountSu,
            actionEpoch: m.actionEpoch,
            sender: m.recipient,
            recipient: m.sender
        });
    }
}
