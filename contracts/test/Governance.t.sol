// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Roles} from "../script/Roles.sol";
import {CanonicalRegistry} from "../src/CanonicalRegistry.sol";
import {IBridgeGateway} from "../src/interfaces/IBridgeGateway.sol";
import {ICanonicalRegistry} from "../src/interfaces/ICanonicalRegistry.sol";
import {Isin} from "../src/libraries/Isin.sol";
import {GatewayTest} from "./support/GatewayTest.sol";
import {Messages} from "./support/Messages.sol";
import {VM} from "./support/Vm.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

contract GovernanceTest is GatewayTest {
    IBridgeGateway.BucketLimits private _limits = IBridgeGateway.BucketLimits(1, 1, 1);

    function test_theDeployerKeepsNothing() external view {
        (bool admin,) = chain.MANAGER().hasRole(Roles.ADMIN, address(chain));
        assertTrue(!admin, "admin");
        (bool governs, uint32 delay) = chain.MANAGER().hasRole(Roles.ADMIN, chain.GOVERNANCE());
        assertTrue(governs, "governance is admin");
        assertEq(delay, chain.GOVERNANCE_DELAY(), "and acts after its delay");
    }

    function test_everyRestrictedFunctionRefusesStrangers() external {
        bytes[9] memory calls = [
            abi.encodeCall(IBridgeGateway.halt, (Messages.AAPLX)),
            abi.encodeCall(IBridgeGateway.haltAll, ()),
            abi.encodeCall(IBridgeGateway.resume, (Messages.AAPLX, "why")),
            abi.encodeCall(IBridgeGateway.resumeAll, ("why")),
            abi.encodeCall(IBridgeGateway.listAsset, ("US0378331005", "n", "s", _limits)),
            abi.encodeCall(IBridgeGateway.setBucketLimits, (Messages.AAPLX, _limits)),
            abi.encodeCall(IBridgeGateway.setRoute, (77, true)),
            abi.encodeCall(IBridgeGateway.setSnapshotOracle, (address(token))),
            abi.encodeCall(IBridgeGateway.upgradeTokens, (address(token)))
        ];
        for (uint256 i; i < calls.length; ++i) {
            (bool success, bytes memory reason) = address(gateway).call(calls[i]);
            assertTrue(!success, "refused");
            bytes memory expected =
                abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(this));
            assertEq(reason, expected, "for want of the role");
        }
    }

    function test_aGuardianHaltsButCannotResume() external {
        address guardian = chain.GUARDIAN();
        VM.prank(guardian);
        gateway.haltAll();
        VM.prank(guardian);
        VM.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, guardian));
        gateway.resumeAll("no");
        (, bool all) = gateway.haltsOf(Messages.AAPLX);
        assertTrue(all, "latched");
    }

    function test_aGuardianVetoesWhatGovernanceScheduled() external {
        bytes memory call = abi.encodeCall(IBridgeGateway.upgradeTokens, (address(token)));
        AccessManager manager = chain.MANAGER();
        address governance = chain.GOVERNANCE();
        VM.prank(governance);
        manager.schedule(address(gateway), call, 0);
        VM.prank(chain.GUARDIAN());
        manager.cancel(governance, address(gateway), call);
        VM.warp(START + chain.GOVERNANCE_DELAY());
        bytes32 operation = manager.hashOperation(governance, address(gateway), call);
        VM.prank(governance);
        VM.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, operation));
        manager.execute(address(gateway), call);
    }

    function test_resumingNeedsAReasonAndSomethingHalted() external {
        bytes memory resume = abi.encodeCall(IBridgeGateway.resume, (Messages.AAPLX, "nothing was wrong"));
        _refusesGoverned(
            resume, abi.encodeWithSelector(IBridgeGateway.NotHalted.selector, Messages.AAPLX), START + 1 days
        );
        resume = abi.encodeCall(IBridgeGateway.resumeAll, (""));
        _refusesGoverned(resume, abi.encodeWithSelector(IBridgeGateway.ReasonRequired.selector), START + 2 days);
    }

    function test_listsAssetsAtAddressesThatFollowFromTheIsin() external {
        VM.prank(chain.REGISTRAR());
        address listed = gateway.listAsset("US0378331005", "Apple", "AAPL", _limits);
        assertEq(gateway.tokenOf("US0378331005"), listed, "computed and created are the same");
        assertEq(gateway.assets().length, 3, "listed");
        assertEq(gateway.tokenOf("GB0002634946"), address(0), "others are not");
        address registrar = chain.REGISTRAR();
        VM.prank(registrar);
        VM.expectRevert(abi.encodeWithSelector(IBridgeGateway.AssetExists.selector, Messages.AAPLX));
        gateway.listAsset(Messages.AAPLX, "again", "A", _limits);
        VM.prank(registrar);
        VM.expectRevert(abi.encodeWithSelector(Isin.InvalidIsin.selector, bytes12("US0378331006")));
        gateway.listAsset("US0378331006", "typo", "A", _limits);
        VM.prank(registrar);
        VM.expectRevert(IBridgeGateway.InvalidWindow.selector);
        gateway.listAsset("GB0002634946", "BAE", "BAE", IBridgeGateway.BucketLimits(1, 1, 0));
    }

    function test_limitsAndRoutesChangeAfterTheDelay() external {
        chain.govern(
            address(gateway),
            abi.encodeCall(IBridgeGateway.setBucketLimits, (Messages.AAPLX, IBridgeGateway.BucketLimits(5, 6, 7)))
        );
        (uint64 capacity,, uint24 window) = gateway.bucketOf(Messages.AAPLX, IBridgeGateway.Direction.Inbound);
        assertEq(capacity, 6 * SHARE, "capacity");
        assertEq(window, 7, "window");
        chain.govern(address(gateway), abi.encodeCall(IBridgeGateway.setRoute, (REMOTE, false)));
        assertTrue(!gateway.isRouteOpen(REMOTE), "closed");
        VM.expectRevert(abi.encodeWithSelector(IBridgeGateway.RouteClosed.selector, REMOTE));
        VM.prank(HOLDER);
        gateway.burn(Messages.AAPLX, 1, REMOTE, Messages.account(HOLDER));
    }

    function test_theRegistryHoldsOnlyTheGatewaysTokensForThisChain() external {
        CanonicalRegistry registry = chain.REGISTRY();
        bytes32 local = Messages.account(address(token));
        _record(Messages.AAPLX, LOCAL, local, "");
        _record(Messages.AAPLX, SOLANA, SOLANA_KEY, "");
        assertEq(registry.tokenOf(Messages.AAPLX, LOCAL), local, "here");
        assertEq(registry.tokenOf(Messages.AAPLX, SOLANA), SOLANA_KEY, "on Solana");
        assertEq(bytes32(registry.assetOf(address(token))), bytes32(Messages.AAPLX), "asset");
        assertTrue(registry.isCanonical(address(token)), "canonical");
        assertTrue(!registry.isCanonical(address(this)), "an impostor is not");
        bytes32 other = Messages.account(address(7));
        bytes memory reason = abi.encodeWithSelector(ICanonicalRegistry.NotGatewayToken.selector, Messages.AAPLX, other);
        _record(Messages.AAPLX, LOCAL, other, reason);
        reason = abi.encodeWithSelector(ICanonicalRegistry.UnknownAsset.selector, bytes12("US0378331005"));
        _record("US0378331005", LOCAL, other, reason);
        reason = abi.encodeWithSelector(ICanonicalRegistry.InvalidToken.selector, SOLANA_KEY);
        _record(Messages.AAPLX, REMOTE, SOLANA_KEY, reason);
        _record(Messages.AAPLX, 0, other, abi.encodeWithSelector(ICanonicalRegistry.InvalidDomain.selector, 0));
        _record(Messages.AAPLX, LOCAL, 0, "");
        assertTrue(!registry.isCanonical(address(token)), "retired");
    }

    function _record(bytes12 isin, uint32 domain, bytes32 value, bytes memory reason) private {
        ICanonicalRegistry.Deployment[] memory lines = new ICanonicalRegistry.Deployment[](1);
        lines[0] = ICanonicalRegistry.Deployment(isin, domain, value);
        CanonicalRegistry registry = chain.REGISTRY();
        address registrar = chain.REGISTRAR();
        VM.prank(registrar);
        if (reason.length != 0) VM.expectRevert(reason);
        registry.record(lines);
    }

    function _refusesGoverned(bytes memory call, bytes memory reason, uint256 time) private {
        AccessManager manager = chain.MANAGER();
        address governance = chain.GOVERNANCE();
        VM.prank(governance);
        manager.schedule(address(gateway), call, 0);
        VM.warp(time);
        VM.prank(governance);
        VM.expectRevert(reason);
        manager.execute(address(gateway), call);
    }
}
