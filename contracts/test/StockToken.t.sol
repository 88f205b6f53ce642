// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {StockToken} from "../src/StockToken.sol";
import {IBridgeGateway} from "../src/interfaces/IBridgeGateway.sol";
import {IStockToken} from "../src/interfaces/IStockToken.sol";
import {GatewayTest} from "./support/GatewayTest.sol";
import {Messages} from "./support/Messages.sol";
import {VM} from "./support/Vm.sol";
import {Initializable} from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract StockTokenTest is GatewayTest {
    address private constant OTHER = address(0x07e4);

    function test_describesItself() external view {
        assertEq(token.name(), "Apple xStock", "name");
        assertEq(token.symbol(), "AAPLx", "symbol");
        assertEq(token.decimals(), 18, "decimals");
        assertEq(bytes32(token.isin()), bytes32(Messages.AAPLX), "isin");
        assertEq(token.gateway(), address(gateway), "gateway");
        assertEq(token.authority(), address(chain.MANAGER()), "authority");
    }

    function test_onlyTheGatewayMintsBurnsAndSetsUp() external {
        bytes memory reason = abi.encodeWithSelector(IStockToken.NotGateway.selector, address(this));
        VM.expectRevert(reason);
        token.mintTokens(OTHER, 1e10);
        VM.expectRevert(reason);
        token.burnTokens(HOLDER, 1e10);
        VM.expectRevert(reason);
        token.initialize(Messages.AAPLX, "", "", address(this));
        VM.prank(address(gateway));
        VM.expectRevert(Initializable.InvalidInitialization.selector);
        token.initialize(Messages.AAPLX, "", "", address(this));
    }

    function testFuzz_dustIsRefusedEvenFromTheGateway(uint256 amount) external {
        VM.assume(amount % 1e10 != 0);
        bytes memory reason = abi.encodeWithSelector(IStockToken.DustAmount.selector, amount);
        VM.prank(address(gateway));
        VM.expectRevert(reason);
        token.mintTokens(OTHER, amount);
        VM.prank(address(gateway));
        VM.expectRevert(reason);
        token.burnTokens(HOLDER, amount);
    }

    function test_supplyStaysWithinShareUnits() external {
        uint256 room = (uint256(type(uint64).max) - 100 * SHARE) * 1e10;
        VM.prank(address(gateway));
        VM.expectRevert(abi.encodeWithSelector(IStockToken.SupplyOverflow.selector, room + 1e10));
        token.mintTokens(OTHER, room + 1e10);
        VM.prank(address(gateway));
        token.mintTokens(OTHER, room);
        assertEq(token.totalSupply(), uint256(type(uint64).max) * 1e10, "exactly full");
    }

    function testFuzz_transfersMoveExactlyTheAmount(uint256 amount, bool self) external {
        amount = bound(amount, 0, 100e18);
        address to = self ? HOLDER : OTHER;
        VM.prank(HOLDER);
        assertTrue(token.transfer(to, amount), "returns true");
        assertEq(token.balanceOf(HOLDER), self ? 100e18 : 100e18 - amount, "sender");
        assertEq(token.balanceOf(OTHER), self ? 0 : amount, "recipient");
        assertEq(token.totalSupply(), 100e18, "supply");
    }

    function test_refusesImpossibleTransfers() external {
        VM.prank(HOLDER);
        VM.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        token.transfer(address(0), 1);
        VM.prank(OTHER);
        VM.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, OTHER, 0, 1));
        token.transfer(HOLDER, 1);
        VM.prank(OTHER);
        VM.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, OTHER, 0, 1));
        token.transferFrom(HOLDER, OTHER, 1);
    }

    function test_allowancesAreUsedUpUnlessInfinite() external {
        VM.prank(HOLDER);
        token.approve(OTHER, 5);
        VM.prank(OTHER);
        token.transferFrom(HOLDER, OTHER, 2);
        assertEq(token.allowance(HOLDER, OTHER), 3, "used");
        VM.prank(HOLDER);
        token.approve(OTHER, type(uint256).max);
        VM.prank(OTHER);
        token.transferFrom(HOLDER, OTHER, 2);
        assertEq(token.allowance(HOLDER, OTHER), type(uint256).max, "infinite");
    }

    function test_permitApprovesOnceForItsOwner() external {
        uint256 key = 0xa11ce;
        address owner = VM.addr(key);
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 structHash = keccak256(abi.encode(typeHash, owner, OTHER, 7, 0, START));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(key, digest);
        token.permit(owner, OTHER, 7, START, v, r, s);
        assertEq(token.allowance(owner, OTHER), 7, "allowance");
        assertEq(token.nonces(owner), 1, "nonce");
        VM.expectRevert();
        token.permit(owner, OTHER, 7, START, v, r, s);
        VM.warp(START + 1);
        VM.expectRevert(abi.encodeWithSelector(IStockToken.PermitExpired.selector, START));
        token.permit(owner, OTHER, 7, START, v, r, s);
    }

    function test_blockedAccountsNeitherSendReceiveNorSpend() external {
        bytes memory reason = abi.encodeWithSelector(IStockToken.BlockedAccount.selector, OTHER);
        VM.prank(chain.COMPLIANCE());
        token.setBlocked(OTHER, true);
        assertTrue(token.isBlocked(OTHER), "blocked");
        VM.prank(HOLDER);
        VM.expectRevert(reason);
        token.transfer(OTHER, 1);
        VM.prank(OTHER);
        VM.expectRevert(reason);
        token.transfer(HOLDER, 0);
        VM.prank(HOLDER);
        token.approve(OTHER, 1);
        VM.prank(OTHER);
        VM.expectRevert(reason);
        token.transferFrom(HOLDER, address(7), 1);
        assertEq(token.balanceOf(OTHER), 0, "the flag is no balance");
        VM.prank(chain.COMPLIANCE());
        token.setBlocked(OTHER, false);
        VM.prank(HOLDER);
        token.transfer(OTHER, 1);
    }

    function test_pauseStopsTransfersMintsAndBurns() external {
        VM.prank(chain.COMPLIANCE());
        token.setPaused(true);
        VM.prank(HOLDER);
        VM.expectRevert(IStockToken.TokenPaused.selector);
        token.transfer(OTHER, 1);
        VM.prank(HOLDER);
        VM.expectRevert(IStockToken.TokenPaused.selector);
        gateway.burn(Messages.AAPLX, 1, 0, SOLANA_KEY);
        VM.prank(chain.COMPLIANCE());
        token.setPaused(false);
        VM.prank(HOLDER);
        token.transfer(OTHER, 1);
    }

    function test_aSplitTakesEffectAtItsTimeAndOnlyInTheDisplay() external {
        VM.prank(chain.ISSUER());
        token.scheduleMultiplier(10e18, START + 100);
        assertEq(token.uiMultiplier(), 1e18, "not yet");
        assertEq(token.newUIMultiplier(), 10e18, "announced");
        assertEq(token.actionEpoch(), 0, "epoch before");
        VM.warp(START + 100);
        assertEq(token.uiMultiplier(), 10e18, "now");
        assertEq(token.actionEpoch(), 1, "epoch after");
        assertEq(token.balanceOf(HOLDER), 100e18, "raw");
        assertEq(token.balanceOfUI(HOLDER), 1000e18, "display");
        assertEq(token.totalSupplyUI(), 1000e18, "display of all");
        assertEq(token.fromUIAmount(10e18), 1e18, "back");
        VM.prank(chain.ISSUER());
        token.scheduleMultiplier(5e18, START + 300);
        assertEq(token.uiMultiplier(), 10e18, "the first stays in force");
        assertEq(token.actionEpoch(), 1, "epoch between");
        VM.prank(chain.ISSUER());
        token.scheduleMultiplier(6e18, START + 400);
        VM.warp(START + 400);
        assertEq(token.uiMultiplier(), 6e18, "the replacement");
        assertEq(token.actionEpoch(), 2, "one action, not two");
    }

    function test_aScheduledActionCanBeWithdrawnUntilItTakesEffect() external {
        VM.prank(chain.ISSUER());
        token.scheduleMultiplier(2e18, START + 100);
        VM.prank(chain.ISSUER());
        token.withdrawScheduledMultiplier();
        VM.warp(START + 100);
        assertEq(token.uiMultiplier(), 1e18, "withdrawn");
        assertEq(token.actionEpoch(), 0, "epoch");
        VM.prank(chain.ISSUER());
        VM.expectRevert(IStockToken.NoScheduledAction.selector);
        token.withdrawScheduledMultiplier();
    }

    function test_refusesImpossibleActions() external {
        address issuer = chain.ISSUER();
        VM.prank(issuer);
        VM.expectRevert(abi.encodeWithSelector(IStockToken.InvalidMultiplier.selector, 0));
        token.scheduleMultiplier(0, START);
        VM.prank(issuer);
        VM.expectRevert(abi.encodeWithSelector(IStockToken.InvalidEffectiveTime.selector, START - 1));
        token.scheduleMultiplier(1e18, START - 1);
        VM.prank(HOLDER);
        VM.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, HOLDER));
        token.scheduleMultiplier(1e18, START);
    }

    function test_burnsCarryTheEpochInForce() external {
        VM.prank(chain.ISSUER());
        token.scheduleMultiplier(2e18, START);
        // Chain.burn compares the emitted bytes with the epoch that the token shows
        chain.burn(HOLDER, Messages.AAPLX, SHARE, REMOTE, Messages.account(HOLDER));
        assertEq(token.actionEpoch(), 1, "epoch");
    }

    function test_governanceMovesAllTokensToTheNextGateway() external {
        address next = address(0x9a7e);
        address code = address(new StockToken(next));
        chain.govern(address(gateway), abi.encodeCall(IBridgeGateway.upgradeTokens, (code)));
        assertEq(token.gateway(), next, "one");
        assertEq(chain.token(Messages.TSLAX).gateway(), next, "and the other");
        assertEq(token.balanceOf(HOLDER), 100e18, "state stays");
        bytes memory message = Messages.encode(arrival(2, SHARE));
        bytes memory attestation = attestMint(message);
        VM.expectRevert(abi.encodeWithSelector(IStockToken.NotGateway.selector, address(gateway)));
        gateway.mint(message, attestation);
        VM.prank(next);
        token.mintTokens(HOLDER, 1e18);
    }
}
