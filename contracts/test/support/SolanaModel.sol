// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {BridgeMessage} from "../../src/libraries/BridgeMessage.sol";
import {ReplayRecord} from "../../src/libraries/ReplayRecord.sol";
import {Messages} from "./Messages.sol";

/// @title What the native programs on Solana do for one asset: balances, burns named by a hash, one replay marker per event
contract SolanaModel {
    uint32 public constant DOMAIN = 900;

    error MarkerExists(bytes32 eventId);
    error InsufficientFunds();

    mapping(bytes32 owner => uint256 su) public balanceOf;
    mapping(bytes32 eventId => bool) public markers;
    uint256 public supplySu;
    uint256 private _signatures;

    /// @notice The attested mint transaction: marker first, so that an event is minted or cancelled once.
    function mint(bytes calldata message) external {
        BridgeMessage.Message memory m = _mark(message);
        balanceOf[m.recipient] += m.amountSu;
        supplySu += m.amountSu;
    }

    /// @notice The same marker without the mint.
    function cancel(bytes calldata message) external {
        _mark(message);
    }

    /// @notice BurnChecked and its memo; returns the message that attesters derive from them.
    function burn(bytes32 owner, uint64 amountSu, uint32 destination, bytes32 recipient)
        external
        returns (BridgeMessage.Message memory m)
    {
        if (balanceOf[owner] < amountSu) revert InsufficientFunds();
        balanceOf[owner] -= amountSu;
        supplySu -= amountSu;
        m.kind = destination == 0 ? BridgeMessage.REDEEM : BridgeMessage.TRANSFER;
        m.sourceDomain = DOMAIN;
        m.destinationDomain = destination;
        m.sourceRef = sha256(abi.encodePacked("stockbridge/solana-burn", ++_signatures));
        m.isin = Messages.AAPLX;
        m.amountSu = amountSu;
        m.sender = owner;
        m.recipient = recipient;
    }

    function _mark(bytes calldata message) private returns (BridgeMessage.Message memory m) {
        m = BridgeMessage.decode(message);
        bytes32 id = ReplayRecord.eventId(m.sourceDomain, m.sourceRef);
        if (markers[id]) revert MarkerExists(id);
        markers[id] = true;
    }
}
