// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AttesterSet} from "./AttesterSet.sol";
import {StockToken} from "./StockToken.sol";
import {StockTokenProxy} from "./StockTokenProxy.sol";
import {IBridgeGateway} from "./interfaces/IBridgeGateway.sol";
import {IStockToken} from "./interfaces/IStockToken.sol";
import {AssetState} from "./libraries/AssetState.sol";
import {CoreState} from "./libraries/CoreState.sol";
import {Domains} from "./libraries/Domains.sol";
import {Isin} from "./libraries/Isin.sol";
import {TokenBucket} from "./libraries/TokenBucket.sol";
import {IBeacon} from "@openzeppelin/contracts/proxy/beacon/IBeacon.sol";

/// @title What people decide about the gateway: assets, limits, routes, halts, the tokens' implementation
/// @notice State that every bridge transaction reads is packed into two slots: `CoreState` for all assets and `AssetState` for one.
/// Token addresses are computed, not stored.
abstract contract GatewayControl is IBridgeGateway, IBeacon, AttesterSet {
    /// @notice The tokens have a new implementation.
    event Upgraded(address indexed implementation);

    bytes32 private immutable PROXY_CODE_HASH;

    CoreState internal _core;
    address public override snapshotOracle;
    mapping(bytes12 isin => AssetState) internal _assets;
    mapping(uint32 domain => bool open) internal _routes;
    bytes12[] private _isins;

    constructor() {
        PROXY_CODE_HASH = keccak256(type(StockTokenProxy).creationCode);
    }

    /// @inheritdoc IBridgeGateway
    function halt(bytes12 isin) external restricted {
        AssetState asset = _listed(isin);
        if (asset.halted()) return;
        _assets[isin] = asset.withHalt(true);
        emit Halted(isin, msg.sender);
    }

    /// @inheritdoc IBridgeGateway
    function haltAll() external restricted {
        CoreState core = _core;
        if (core.halted()) return;
        _core = core.withHalt(true);
        emit Halted(bytes12(0), msg.sender);
    }

    /// @inheritdoc IBridgeGateway
    function resume(bytes12 isin, string calldata reason) external restricted {
        if (bytes(reason).length == 0) revert ReasonRequired();
        AssetState asset = _listed(isin);
        if (!asset.halted()) revert NotHalted(isin);
        _assets[isin] = asset.withHalt(false);
        emit Resumed(isin, reason);
    }

    /// @inheritdoc IBridgeGateway
    function resumeAll(string calldata reason) external restricted {
        if (bytes(reason).length == 0) revert ReasonRequired();
        CoreState core = _core;
        if (!core.halted()) revert NotHalted(bytes12(0));
        _core = core.withHalt(false);
        emit Resumed(bytes12(0), reason);
    }

    /// @inheritdoc IBridgeGateway
    function listAsset(bytes12 isin, string calldata name, string calldata symbol, BucketLimits calldata limits)
        external
        restricted
        returns (address token)
    {
        Isin.requireValid(isin);
        AssetState asset = _assets[isin];
        if (asset.listed()) revert AssetExists(isin);
        _setBucketLimits(isin, asset.list(), limits);
        _isins.push(isin);
        token = address(new StockTokenProxy{salt: bytes32(isin)}());
        emit AssetListed(isin, token);
        StockToken(token).initialize(isin, name, symbol, authority());
    }

    /// @inheritdoc IBridgeGateway
    function setBucketLimits(bytes12 isin, BucketLimits calldata limits) external restricted {
        _setBucketLimits(isin, _listed(isin), limits);
    }

    /// @inheritdoc IBridgeGateway
    function setRoute(uint32 domain_, bool open) external restricted {
        if (domain_ == Domains.CUSTODY || domain_ == domain()) revert InvalidDomain(domain_);
        _routes[domain_] = open;
        emit RouteChanged(domain_, open);
    }

    /// @inheritdoc IBridgeGateway
    function setSnapshotOracle(address oracle) external restricted {
        if (oracle.code.length == 0) revert InvalidContract(oracle);
        snapshotOracle = oracle;
        emit SnapshotOracleChanged(oracle);
    }

    /// @inheritdoc IBridgeGateway
    function upgradeTokens(address implementation_) external restricted {
        if (implementation_.code.length == 0) revert InvalidContract(implementation_);
        _core = _core.withImplementation(implementation_);
        emit Upgraded(implementation_);
    }

    /// @notice The code of all stock tokens (beacon, ERC-1967).
    function implementation() external view returns (address) {
        return _core.implementation();
    }

    /// @inheritdoc IBridgeGateway
    function tokenOf(bytes12 isin) external view returns (address) {
        return _assets[isin].listed() ? _tokenAddress(isin) : address(0);
    }

    /// @inheritdoc IBridgeGateway
    function assets() external view returns (bytes12[] memory) {
        return _isins;
    }

    /// @inheritdoc IBridgeGateway
    function sequence() external view returns (uint64) {
        return _core.sequence();
    }

    /// @inheritdoc IBridgeGateway
    function isRouteOpen(uint32 domain_) external view returns (bool open) {
        return _routes[domain_];
    }

    /// @inheritdoc IBridgeGateway
    function bucketOf(bytes12 isin, Direction direction)
        external
        view
        returns (uint64 capacitySu, uint64 availableSu, uint24 windowSeconds)
    {
        (uint80 fullAt, uint32 capacityShares, uint24 window) = _bucket(_listed(isin), direction);
        capacitySu = uint64(capacityShares * TokenBucket.SU_PER_SHARE);
        availableSu = TokenBucket.available(fullAt, capacityShares, window, block.timestamp);
        windowSeconds = window;
    }

    /// @inheritdoc IBridgeGateway
    function retryAt(bytes12 isin, Direction direction, uint64 amountSu) external view returns (uint256 moment) {
        (uint80 fullAt, uint32 capacityShares, uint24 window) = _bucket(_listed(isin), direction);
        if (amountSu > capacityShares * TokenBucket.SU_PER_SHARE) return type(uint256).max;
        if (amountSu == 0) return 0;
        (, moment) = TokenBucket.take(fullAt, amountSu, capacityShares, window, block.timestamp);
    }

    /// @inheritdoc IBridgeGateway
    function haltsOf(bytes12 isin) external view returns (bool assetHalted, bool allHalted) {
        return (_assets[isin].halted(), _core.halted());
    }

    /// @inheritdoc IBridgeGateway
    function domain() public view virtual returns (uint32);

    function _currentSet() internal view override returns (uint32 setId, uint8 threshold) {
        CoreState core = _core;
        return (core.setId(), core.threshold());
    }

    function _storeCurrentSet(uint32 setId, uint8 threshold) internal override {
        _core = _core.withAttesters(setId, threshold);
    }

    /// @dev Takes from a bucket and stores that, or reverts with the moment at which the amount will pass.
    function _takeFromBucket(AssetState asset, bytes12 isin, Direction direction, uint64 amountSu) internal {
        (uint80 fullAt, uint32 capacityShares, uint24 window) = _bucket(asset, direction);
        uint256 capacitySu = capacityShares * TokenBucket.SU_PER_SHARE;
        if (amountSu > capacitySu) revert AboveBucketCapacity(isin, direction, amountSu, uint64(capacitySu));
        (uint80 next, uint256 moment) = TokenBucket.take(fullAt, amountSu, capacityShares, window, block.timestamp);
        if (moment != 0) revert RateLimited(isin, direction, amountSu, moment);
        _assets[isin] = direction == Direction.Outbound ? asset.withOutboundFullAt(next) : asset.withInboundFullAt(next);
    }

    /// @dev The asset's state; reverts when it is not listed.
    function _listed(bytes12 isin) internal view returns (AssetState asset) {
        asset = _assets[isin];
        if (!asset.listed()) revert UnknownAsset(isin);
    }

    /// @dev CREATE2 address of the asset's proxy: cheaper than a slot to read.
    function _token(bytes12 isin) internal view returns (IStockToken) {
        return IStockToken(_tokenAddress(isin));
    }

    function _tokenAddress(bytes12 isin) private view returns (address token) {
        bytes32 codeHash = PROXY_CODE_HASH;
        assembly ("memory-safe") {
            // keccak256(0xff || this || salt || codeHash), EIP-1014, 85 bytes built beyond the free memory pointer
            let free := mload(0x40)
            mstore(add(free, 0x40), codeHash)
            mstore(add(free, 0x20), isin)
            mstore(free, address())
            mstore8(add(free, 0x0b), 0xff)
            token := and(keccak256(add(free, 0x0b), 0x55), 0xffffffffffffffffffffffffffffffffffffffff)
        }
    }

    function _bucket(AssetState asset, Direction direction) private pure returns (uint80, uint32, uint24) {
        return direction == Direction.Outbound
            ? (asset.outboundFullAt(), asset.outboundShares(), asset.windowSeconds())
            : (asset.inboundFullAt(), asset.inboundShares(), asset.windowSeconds());
    }

    function _setBucketLimits(bytes12 isin, AssetState asset, BucketLimits calldata limits) private {
        (uint32 outbound, uint32 inbound, uint24 window) =
            (limits.outboundShares, limits.inboundShares, limits.windowSeconds);
        if (window == 0) revert InvalidWindow();
        _assets[isin] = asset.withLimits(outbound, inbound, window);
        emit BucketLimitsChanged(isin, outbound, inbound, window);
    }
}
