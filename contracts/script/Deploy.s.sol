// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {BridgeGateway} from "../src/BridgeGateway.sol";
import {CanonicalRegistry} from "../src/CanonicalRegistry.sol";
import {SnapshotOracle} from "../src/SnapshotOracle.sol";
import {StockToken} from "../src/StockToken.sol";
import {SupplyFeed} from "../src/SupplyFeed.sol";
import {IBridgeGateway} from "../src/interfaces/IBridgeGateway.sol";
import {ICanonicalRegistry} from "../src/interfaces/ICanonicalRegistry.sol";
import {VM} from "../test/support/Vm.sol";
import {Roles} from "./Roles.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title Deploys everything of one chain from a configuration file
/// @notice Reads the JSON file named by STOCKBRIDGE_DEPLOY_CONFIG and writes the one named by STOCKBRIDGE_DEPLOY_OUTPUT;
/// both are described in README.md. Run with FOUNDRY_PROFILE=deploy. The broadcaster is admin during the deployment and
/// nothing afterwards.
contract Deploy {
    // solhint-disable-next-line func-name-mixedcase
    bool public constant IS_SCRIPT = true;

    error WrongChain(uint256 chainId, uint256 configured);
    error InvalidIsinLength(string isin);

    /// Keys in alphabetical order, as the JSON decoder wants them.
    struct AssetConfig {
        string isin;
        string name;
        string symbol;
    }

    struct System {
        AccessManager accessManager;
        BridgeGateway gateway;
        SnapshotOracle oracle;
        CanonicalRegistry registry;
        bytes12[] isins;
        address[] tokens;
        address[] feeds;
    }

    /// @notice Entry point.
    function run() external {
        string memory config = VM.readFile(VM.envString("STOCKBRIDGE_DEPLOY_CONFIG"));
        uint256 configured = VM.parseJsonUint(config, ".chainId");
        if (configured != block.chainid) revert WrongChain(block.chainid, configured);
        uint256 firstBlock = block.number;
        VM.startBroadcast();
        (, address deployer,) = VM.readCallers();
        System memory system = _deploySystem(config, deployer);
        _listAssets(config, system);
        _assignRoles(config, system, deployer);
        VM.stopBroadcast();
        VM.writeFile(VM.envString("STOCKBRIDGE_DEPLOY_OUTPUT"), _output(system, firstBlock));
    }

    function _deploySystem(string memory config, address deployer) private returns (System memory system) {
        system.accessManager = new AccessManager(deployer);
        system.gateway = new BridgeGateway(
            address(system.accessManager),
            VM.parseJsonString(config, ".environment"),
            VM.parseJsonAddressArray(config, ".attesters"),
            uint8(VM.parseJsonUint(config, ".threshold"))
        );
        system.gateway.upgradeTokens(address(new StockToken(address(system.gateway))));
        uint64 maxValidity = uint64(VM.parseJsonUint(config, ".snapshotMaxValiditySeconds"));
        system.oracle = new SnapshotOracle(address(system.gateway), maxValidity);
        system.gateway.setSnapshotOracle(address(system.oracle));
        system.registry = new CanonicalRegistry(address(system.accessManager), address(system.gateway));
        uint256[] memory routes = VM.parseJsonUintArray(config, ".routes");
        for (uint256 i; i < routes.length; ++i) {
            system.gateway.setRoute(uint32(routes[i]), true);
        }
    }

    function _listAssets(string memory config, System memory system) private {
        AssetConfig[] memory assets = abi.decode(VM.parseJson(config, ".assets"), (AssetConfig[]));
        IBridgeGateway.BucketLimits memory limits = IBridgeGateway.BucketLimits({
            outboundShares: uint32(VM.parseJsonUint(config, ".bucket.outboundShares")),
            inboundShares: uint32(VM.parseJsonUint(config, ".bucket.inboundShares")),
            windowSeconds: uint24(VM.parseJsonUint(config, ".bucket.windowSeconds"))
        });
        uint256 count = assets.length;
        system.isins = new bytes12[](count);
        system.tokens = new address[](count);
        system.feeds = new address[](count);
        ICanonicalRegistry.Deployment[] memory deployments = new ICanonicalRegistry.Deployment[](count);
        for (uint256 i; i < count; ++i) {
            bytes12 isin = _isin(assets[i].isin);
            address token = system.gateway.listAsset(isin, assets[i].name, assets[i].symbol, limits);
            string memory description = string.concat(assets[i].symbol, " settled custody shares");
            system.isins[i] = isin;
            system.tokens[i] = token;
            system.feeds[i] = address(new SupplyFeed(system.oracle, isin, description));
            deployments[i] =
                ICanonicalRegistry.Deployment(isin, uint32(block.chainid), bytes32(uint256(uint160(token))));
        }
        system.registry.record(deployments);
    }

    function _assignRoles(string memory config, System memory system, address deployer) private {
        AccessManager manager = system.accessManager;
        manager.multicall(Roles.ofSystem(system.gateway, system.registry));
        manager.multicall(Roles.ofTokens(system.tokens));
        manager.multicall(Roles.ofMembers(Roles.GUARDIAN, VM.parseJsonAddressArray(config, ".guardians")));
        manager.multicall(Roles.ofMembers(Roles.REGISTRAR, VM.parseJsonAddressArray(config, ".registrars")));
        manager.multicall(Roles.ofMembers(Roles.ISSUER, VM.parseJsonAddressArray(config, ".issuers")));
        manager.multicall(Roles.ofMembers(Roles.COMPLIANCE, VM.parseJsonAddressArray(config, ".compliance")));
        manager.multicall(
            Roles.handOver(
                deployer,
                VM.parseJsonAddress(config, ".governance"),
                uint32(VM.parseJsonUint(config, ".delays.governanceSeconds"))
            )
        );
    }

    function _output(System memory system, uint256 firstBlock) private view returns (string memory json) {
        json = string.concat(
            '{"chainId":',
            VM.toString(block.chainid),
            ',"deployedAtBlock":',
            VM.toString(firstBlock),
            _field("accessManager", address(system.accessManager)),
            _field("gateway", address(system.gateway)),
            _field("beacon", address(system.gateway)),
            _field("snapshotOracle", address(system.oracle)),
            _field("registry", address(system.registry)),
            ',"assets":['
        );
        for (uint256 i; i < system.isins.length; ++i) {
            json = string.concat(
                json,
                i == 0 ? '{"isin":"' : ',{"isin":"',
                string(abi.encodePacked(system.isins[i])),
                '"',
                _field("token", system.tokens[i]),
                _field("feed", system.feeds[i]),
                "}"
            );
        }
        return string.concat(json, "]}\n");
    }

    function _field(string memory key, address value) private pure returns (string memory) {
        return string.concat(',"', key, '":"', VM.toString(value), '"');
    }

    function _isin(string memory text) private pure returns (bytes12) {
        if (bytes(text).length != 12) revert InvalidIsinLength(text);
        return bytes12(bytes(text));
    }
}
