// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IBridgeGateway} from "./interfaces/IBridgeGateway.sol";
import {ICanonicalRegistry} from "./interfaces/ICanonicalRegistry.sol";
import {Domains} from "./libraries/Domains.sol";
import {Isin} from "./libraries/Isin.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title CanonicalRegistry
/// @notice See `ICanonicalRegistry`.
contract CanonicalRegistry is ICanonicalRegistry, AccessManaged {
    /// @inheritdoc ICanonicalRegistry
    address public immutable override gateway;
    uint32 private immutable DOMAIN;

    mapping(bytes12 isin => mapping(uint32 domain => bytes32)) private _tokens;
    mapping(address token => bytes12 isin) private _isins;

    /// @param accessManager Decides who is registrar
    /// @param gateway_ The gateway of this chain
    constructor(address accessManager, address gateway_) AccessManaged(accessManager) {
        gateway = gateway_;
        DOMAIN = IBridgeGateway(gateway_).domain();
    }

    /// @inheritdoc ICanonicalRegistry
    function record(Deployment[] calldata deployments) external restricted {
        for (uint256 i; i < deployments.length; ++i) {
            _record(deployments[i]);
        }
    }

    /// @inheritdoc ICanonicalRegistry
    function tokenOf(bytes12 isin, uint32 domain) external view returns (bytes32) {
        return _tokens[isin][domain];
    }

    /// @inheritdoc ICanonicalRegistry
    function assetOf(address token) external view returns (bytes12) {
        return _isins[token];
    }

    /// @inheritdoc ICanonicalRegistry
    function isCanonical(address token) external view returns (bool) {
        return _isins[token] != 0;
    }

    function _record(Deployment calldata deployment) private {
        (bytes12 isin, uint32 domain, bytes32 token) = (deployment.isin, deployment.domain, deployment.token);
        Isin.requireValid(isin);
        if (domain == Domains.CUSTODY) revert InvalidDomain(domain);
        if (Domains.isEvm(domain) && uint256(token) >> 160 != 0) revert InvalidToken(token);
        if (domain == DOMAIN) {
            address known = IBridgeGateway(gateway).tokenOf(isin);
            if (known == address(0)) revert UnknownAsset(isin);
            if (token != 0 && token != bytes32(uint256(uint160(known)))) revert NotGatewayToken(isin, token);
            _isins[known] = token == 0 ? bytes12(0) : isin;
        }
        _tokens[isin][domain] = token;
        emit DeploymentRecorded(isin, domain, token);
    }
}
