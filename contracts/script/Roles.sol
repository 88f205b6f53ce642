// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AttesterSet} from "../src/AttesterSet.sol";
import {BridgeGateway} from "../src/BridgeGateway.sol";
import {CanonicalRegistry} from "../src/CanonicalRegistry.sol";
import {StockToken} from "../src/StockToken.sol";
import {IBridgeGateway} from "../src/interfaces/IBridgeGateway.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title Who may do what, as calls to the AccessManager
/// @notice What is not named here only the admin role (0) can do, after its delay.
library Roles {
    uint64 internal constant ADMIN = 0;
    /// Limits, routes, resuming, attesters without their signatures, the tokens' code; acts after a delay.
    uint64 internal constant GOVERNANCE = 1;
    /// Halts at once, and vetoes what governance has scheduled.
    uint64 internal constant GUARDIAN = 2;
    /// Lists assets and records canonical tokens.
    uint64 internal constant REGISTRAR = 3;
    /// Schedules corporate actions.
    uint64 internal constant ISSUER = 4;
    /// Blocks accounts and pauses tokens.
    uint64 internal constant COMPLIANCE = 5;

    /// @notice Calls that give every restricted function of gateway and registry its role.
    function ofSystem(BridgeGateway gateway, CanonicalRegistry registry) internal pure returns (bytes[] memory calls) {
        bytes4[] memory governance = new bytes4[](7);
        governance[0] = IBridgeGateway.resume.selector;
        governance[1] = IBridgeGateway.resumeAll.selector;
        governance[2] = IBridgeGateway.setBucketLimits.selector;
        governance[3] = IBridgeGateway.setRoute.selector;
        governance[4] = IBridgeGateway.setSnapshotOracle.selector;
        governance[5] = IBridgeGateway.upgradeTokens.selector;
        governance[6] = AttesterSet.replaceAttesters.selector;
        bytes4[] memory guardian = new bytes4[](2);
        guardian[0] = IBridgeGateway.halt.selector;
        guardian[1] = IBridgeGateway.haltAll.selector;
        calls = new bytes[](5);
        calls[0] = _assign(address(gateway), governance, GOVERNANCE);
        calls[1] = _assign(address(gateway), guardian, GUARDIAN);
        calls[2] = _assign(address(gateway), _one(IBridgeGateway.listAsset.selector), REGISTRAR);
        calls[3] = _assign(address(registry), _one(CanonicalRegistry.record.selector), REGISTRAR);
        calls[4] = abi.encodeCall(AccessManager.setRoleGuardian, (GOVERNANCE, GUARDIAN));
    }

    /// @notice Calls that give every restricted function of the tokens its role; needed for each new token.
    function ofTokens(address[] memory tokens) internal pure returns (bytes[] memory calls) {
        bytes4[] memory issuer = new bytes4[](2);
        issuer[0] = StockToken.scheduleMultiplier.selector;
        issuer[1] = StockToken.withdrawScheduledMultiplier.selector;
        bytes4[] memory compliance = new bytes4[](2);
        compliance[0] = StockToken.setBlocked.selector;
        compliance[1] = StockToken.setPaused.selector;
        calls = new bytes[](2 * tokens.length);
        for (uint256 i; i < tokens.length; ++i) {
            calls[2 * i] = _assign(tokens[i], issuer, ISSUER);
            calls[2 * i + 1] = _assign(tokens[i], compliance, COMPLIANCE);
        }
    }

    /// @notice Calls that put accounts into a role without an execution delay.
    function ofMembers(uint64 role, address[] memory members) internal pure returns (bytes[] memory calls) {
        calls = new bytes[](members.length);
        for (uint256 i; i < members.length; ++i) {
            calls[i] = abi.encodeCall(AccessManager.grantRole, (role, members[i], 0));
        }
    }

    /// @notice Calls that hand everything from the deployer to governance: the new admin acts after the delay, and the
    /// deployer keeps nothing.
    function handOver(address deployer, address governance, uint32 delaySeconds)
        internal
        pure
        returns (bytes[] memory calls)
    {
        calls = new bytes[](3);
        calls[0] = abi.encodeCall(AccessManager.grantRole, (GOVERNANCE, governance, delaySeconds));
        calls[1] = abi.encodeCall(AccessManager.grantRole, (ADMIN, governance, delaySeconds));
        calls[2] = abi.encodeCall(AccessManager.renounceRole, (ADMIN, deployer));
    }

    function _assign(address target, bytes4[] memory selectors, uint64 role) private pure returns (bytes memory) {
        return abi.encodeCall(AccessManager.setTargetFunctionRole, (target, selectors, role));
    }

    function _one(bytes4 selector) private pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](1);
        selectors[0] = selector;
    }
}
