// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {BridgeGateway} from "../../src/BridgeGateway.sol";
import {StockToken} from "../../src/StockToken.sol";
import {IBridgeGateway} from "../../src/interfaces/IBridgeGateway.sol";
import {BridgeMessage} from "../../src/libraries/BridgeMessage.sol";
import {Attesters} from "./Attesters.sol";
import {Chain} from "./Chain.sol";
import {Messages} from "./Messages.sol";
import {Test} from "./Test.sol";
import {VM} from "./Vm.sol";

/// @title One local chain with two assets, three attesters and a holder of 100 AAPLX
abstract contract GatewayTest is Test {
    uint32 internal constant LOCAL = 412_346;
    uint32 internal constant REMOTE = 84_538_453;
    uint32 internal constant SOLANA = 900;
    uint256 internal constant START = 1_795_392_000;
    uint64 internal constant SHARE = 1e8;
    uint32 internal constant CAPACITY = 1000;
    uint24 internal constant WINDOW = 3600;
    bytes32 internal constant SOLANA_KEY = bytes32(type(uint256).max / 7);
    address internal constant HOLDER = address(0x401de4);

    Chain internal chain;
    BridgeGateway internal gateway;
    StockToken internal token;
    uint256[] internal keys;

    function setUp() public virtual {
        VM.warp(START);
        keys = Attesters.keys("local", 3);
        uint32[] memory routes = new uint32[](2);
        (routes[0], routes[1]) = (REMOTE, SOLANA);
        chain = new Chain(LOCAL, "local", keys, routes, IBridgeGateway.BucketLimits(CAPACITY, CAPACITY, WINDOW));
        gateway = chain.GATEWAY();
        token = chain.token(Messages.AAPLX);
        chain.mint(Messages.encode(arrival(1, 100 * SHARE)));
    }

    /// @dev A transfer from the remote chain to the holder.
    function arrival(uint256 sequence, uint64 amountSu) internal pure returns (BridgeMessage.Message memory) {
        return Messages.transfer(REMOTE, LOCAL, bytes32(sequence), amountSu, HOLDER);
    }

    function attestMint(bytes memory message) internal view returns (bytes memory) {
        return Attesters.sign(keys, 2, gateway.mintDigest(keccak256(message)));
    }

    function attestCancel(bytes memory message) internal view returns (bytes memory) {
        return Attesters.sign(keys, 2, gateway.cancelDigest(keccak256(message)));
    }

    /// @dev Minting reverts with exactly this error, and changes nothing.
    function refuses(bytes memory message, bytes memory attestation, bytes memory reason) internal {
        uint256 supply = token.totalSupply();
        VM.expectRevert(reason);
        gateway.mint(message, attestation);
        assertEq(token.totalSupply(), supply, "supply");
    }

    function status(BridgeMessage.Message memory m) internal view returns (uint256) {
        return uint256(gateway.statusOf(m.sourceDomain, m.sourceRef));
    }
}
