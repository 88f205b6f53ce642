// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Roles} from "../../script/Roles.sol";
import {BridgeGateway} from "../../src/BridgeGateway.sol";
import {CanonicalRegistry} from "../../src/CanonicalRegistry.sol";
import {SnapshotOracle} from "../../src/SnapshotOracle.sol";
import {StockToken} from "../../src/StockToken.sol";
import {IBridgeGateway} from "../../src/interfaces/IBridgeGateway.sol";
import {ISnapshotOracle} from "../../src/interfaces/ISnapshotOracle.sol";
import {BridgeMessage} from "../../src/libraries/BridgeMessage.sol";
import {Attesters} from "./Attesters.sol";
import {Messages} from "./Messages.sol";
import {VM} from "./Vm.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @title One whole deployment, with the same roles as a real one, in a test's EVM
/// @notice Several of them with different domains stand side by side: each call first sets the chain id to its own.
contract Chain {
    uint32 public constant GOVERNANCE_DELAY = 1 hours;
    uint64 public constant MAX_VALIDITY = 1 days;

    uint32 public immutable DOMAIN;
    AccessManager public immutable MANAGER;
    BridgeGateway public immutable GATEWAY;
    SnapshotOracle public immutable ORACLE;
    CanonicalRegistry public immutable REGISTRY;

    address public immutable GOVERNANCE = address(0x60f);
    address public immutable GUARDIAN = address(0x60a);
    address public immutable REGISTRAR = address(0x4e6);
    address public immutable ISSUER = address(0x155);
    address public immutable COMPLIANCE = address(0xc03);

    uint256[] private _keys;

    constructor(
        uint32 domain,
        string memory environment,
        uint256[] memory keys_,
        uint32[] memory routes,
        IBridgeGateway.BucketLimits memory limits
    ) {
        VM.chainId(domain);
        DOMAIN = domain;
        _keys = keys_;
        MANAGER = new AccessManager(address(this));
        GATEWAY = new BridgeGateway(address(MANAGER), environment, Attesters.addresses(keys_), 2);
        GATEWAY.upgradeTokens(address(new StockToken(address(GATEWAY))));
        ORACLE = new SnapshotOracle(address(GATEWAY), MAX_VALIDITY);
        GATEWAY.setSnapshotOracle(address(ORACLE));
        REGISTRY = new CanonicalRegistry(address(MANAGER), address(GATEWAY));
        for (uint256 i; i < routes.length; ++i) {
            if (routes[i] != domain) GATEWAY.setRoute(routes[i], true);
        }
        address[] memory tokens = new address[](2);
        tokens[0] = GATEWAY.listAsset(Messages.AAPLX, "Apple xStock", "AAPLx", limits);
        tokens[1] = GATEWAY.listAsset(Messages.TSLAX, "Tesla xStock", "TSLAx", limits);
        MANAGER.multicall(Roles.ofSystem(GATEWAY, REGISTRY));
        MANAGER.multicall(Roles.ofTokens(tokens));
        MANAGER.multicall(Roles.ofMembers(Roles.GUARDIAN, _one(GUARDIAN)));
        MANAGER.multicall(Roles.ofMembers(Roles.REGISTRAR, _one(REGISTRAR)));
        MANAGER.multicall(Roles.ofMembers(Roles.ISSUER, _one(ISSUER)));
        MANAGER.multicall(Roles.ofMembers(Roles.COMPLIANCE, _one(COMPLIANCE)));
        MANAGER.multicall(Roles.handOver(address(this), GOVERNANCE, GOVERNANCE_DELAY));
    }

    /// @notice The token of an asset.
    function token(bytes12 isin) public view returns (StockToken) {
        return StockToken(GATEWAY.tokenOf(isin));
    }

    /// @notice The current attesters' keys, by increasing address.
    function keys() external view returns (uint256[] memory) {
        return _keys;
    }

    /// @notice Remembers new keys after a rotation.
    function setKeys(uint256[] memory keys_) external {
        _keys = keys_;
    }

    /// @notice Mints with a quorum of the current attesters.
    function mint(bytes memory message) external {
        VM.chainId(DOMAIN);
        GATEWAY.mint(message, attestation(GATEWAY.mintDigest(keccak256(message))));
    }

    /// @notice Cancels with a quorum of the current attesters.
    function cancel(bytes memory message) external {
        VM.chainId(DOMAIN);
        GATEWAY.cancel(message, attestation(GATEWAY.cancelDigest(keccak256(message))));
    }

    /// @notice Burns as the holder and returns the message that was emitted.
    function burn(address holder, bytes12 isin, uint64 amountSu, uint32 destination, bytes32 recipient)
        external
        returns (bytes memory message)
    {
        VM.chainId(DOMAIN);
        uint32 epoch = token(isin).actionEpoch();
        VM.prank(holder);
        bytes32 messageId = GATEWAY.burn(isin, amountSu, destination, recipient);
        message = Messages.encode(
            BridgeMessage.Message({
                kind: destination == 0 ? BridgeMessage.REDEEM : BridgeMessage.TRANSFER,
                sourceDomain: DOMAIN,
                destinationDomain: destination,
                sourceRef: bytes32(uint256(GATEWAY.sequence())),
                isin: isin,
                amountSu: amountSu,
                actionEpoch: epoch,
                sender: Messages.account(holder),
                recipient: recipient
            })
        );
        VM.assertEq(messageId, keccak256(message), "messageId is the hash of the specified bytes");
    }

    /// @notice Publishes a snapshot with one leaf that caps issues of AAPLX here, valid for a day.
    function publishCap(uint64 epoch, uint64 capSu) external {
        VM.chainId(DOMAIN);
        ISnapshotOracle.AssetLeaf[] memory leaves = new ISnapshotOracle.AssetLeaf[](1);
        leaves[0] = leaf(Messages.AAPLX, capSu);
        ISnapshotOracle.SupplySnapshot memory s = snapshot(epoch, ORACLE.leafHash(leaves[0]));
        publish(s);
        ORACLE.applyLeaves(leaves, new bytes32[][](1));
    }

    /// @notice Publishes a snapshot with a quorum of the current attesters.
    function publish(ISnapshotOracle.SupplySnapshot memory s) public {
        ORACLE.publish(s, attestation(ORACLE.snapshotDigest(s)));
    }

    /// @notice A snapshot of now that follows the newest one here.
    function snapshot(uint64 epoch, bytes32 assetsRoot) public view returns (ISnapshotOracle.SupplySnapshot memory s) {
        (,,,, s.previous) = ORACLE.latest();
        s.epoch = epoch;
        s.cutTime = uint64(block.timestamp);
        s.validUntil = uint64(block.timestamp) + MAX_VALIDITY;
        s.assetsRoot = assetsRoot;
    }

    /// @notice A leaf with a cap for this chain.
    function leaf(bytes12 isin, uint64 capSu) public view returns (ISnapshotOracle.AssetLeaf memory result) {
        result.isin = isin;
        result.multiplier = 1e18;
        result.domains = new ISnapshotOracle.DomainFigures[](1);
        result.domains[0].domain = DOMAIN;
        result.domains[0].issueCapSu = capSu;
    }

    /// @notice Does something as governance, waiting for the delay.
    function govern(address target, bytes memory call) external {
        VM.chainId(DOMAIN);
        VM.prank(GOVERNANCE);
        MANAGER.schedule(target, call, 0);
        VM.warp(block.timestamp + GOVERNANCE_DELAY);
        VM.prank(GOVERNANCE);
        MANAGER.execute(target, call);
    }

    /// @notice Signatures of a quorum of the current attesters.
    function attestation(bytes32 digest) public view returns (bytes memory) {
        return Attesters.sign(_keys, 2, digest);
    }

    function _one(address account) private pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = account;
    }
}
