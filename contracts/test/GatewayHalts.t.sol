// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IBridgeGateway} from "../src/interfaces/IBridgeGateway.sol";
import {IStockToken} from "../src/interfaces/IStockToken.sol";
import {GatewayTest} from "./support/GatewayTest.sol";
import {Messages} from "./support/Messages.sol";
import {VM} from "./support/Vm.sol";

/// @title What halts, blocks and pauses stop, and what they leave open
contract GatewayHaltsTest is GatewayTest {
    function test_haltStopsTheBridgeButNotRedeemingOrTheToken() external {
        VM.prank(chain.GUARDIAN());
        gateway.halt(Messages.AAPLX);
        _checkHalted();
        VM.prank(chain.GUARDIAN());
        gateway.halt(Messages.AAPLX);
        chain.govern(address(gateway), abi.encodeCall(gateway.resume, (Messages.AAPLX, "false alarm")));
        chain.mint(Messages.encode(arrival(2, SHARE)));
        VM.prank(chain.GUARDIAN());
        gateway.haltAll();
        _checkHalted();
        chain.govern(address(gateway), abi.encodeCall(gateway.resumeAll, ("checked")));
        chain.mint(Messages.encode(arrival(5, SHARE)));
    }

    function test_blockedRecipientsAndPausedTokensReceiveNothing() external {
        VM.prank(chain.COMPLIANCE());
        token.setBlocked(HOLDER, true);
        bytes memory message = Messages.encode(arrival(2, SHARE));
        refuses(message, attestMint(message), abi.encodeWithSelector(IStockToken.BlockedAccount.selector, HOLDER));
        VM.prank(HOLDER);
        VM.expectRevert(abi.encodeWithSelector(IStockToken.BlockedAccount.selector, HOLDER));
        gateway.burn(Messages.AAPLX, 1, REMOTE, Messages.account(HOLDER));
        VM.prank(chain.COMPLIANCE());
        token.setBlocked(HOLDER, false);
        VM.prank(chain.COMPLIANCE());
        token.setPaused(true);
        refuses(message, attestMint(message), abi.encodeWithSelector(IStockToken.TokenPaused.selector));
        assertEq(status(arrival(2, 0)), 0, "can be minted later");
    }

    function _checkHalted() private {
        bytes memory reason = abi.encodeWithSelector(IBridgeGateway.BridgeHalted.selector, Messages.AAPLX);
        bytes memory message = Messages.encode(arrival(9, SHARE));
        refuses(message, attestMint(message), reason);
        message = Messages.encode(Messages.issue(LOCAL, "order", SHARE, HOLDER));
        refuses(message, attestMint(message), reason);
        VM.expectRevert(reason);
        VM.prank(HOLDER);
        gateway.burn(Messages.AAPLX, SHARE, REMOTE, Messages.account(HOLDER));
        chain.burn(HOLDER, Messages.AAPLX, SHARE, 0, SOLANA_KEY);
        VM.prank(HOLDER);
        assertTrue(token.transfer(address(7), 1), "transfers of the token stay open");
    }
}
