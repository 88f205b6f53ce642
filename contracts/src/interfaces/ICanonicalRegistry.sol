// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title Which token is the real one, for contracts that must resolve on chain
/// @notice This chain's tokens come from the gateway and cannot be recorded otherwise; other chains' tokens are recorded by
/// the registrar as 32 bytes: EVM address left-padded with zeros, or Solana mint.
interface ICanonicalRegistry {
    /// @notice The canonical token of an asset on a chain; zero = there is none any more.
    event DeploymentRecorded(bytes12 indexed isin, uint32 indexed domain, bytes32 token);

    /// @notice The token is not the gateway's token of that asset.
    error NotGatewayToken(bytes12 isin, bytes32 token);
    /// @notice Custody (0) has no token.
    error InvalidDomain(uint32 domain);
    /// @notice An EVM token is an address, left-padded with zeros.
    error InvalidToken(bytes32 token);
    /// @notice The asset has no token on this chain's gateway.
    error UnknownAsset(bytes12 isin);

    /// @notice One line of the registry.
    struct Deployment {
        bytes12 isin;
        uint32 domain;
        bytes32 token;
    }

    /// @notice Records canonical tokens, or retires them with token zero. Registrar.
    function record(Deployment[] calldata deployments) external;

    /// @notice The asset's canonical token on a chain, 32 bytes; zero = none known.
    function tokenOf(bytes12 isin, uint32 domain) external view returns (bytes32);

    /// @notice The asset of a token on this chain; zero = not one of ours.
    function assetOf(address token) external view returns (bytes12);

    /// @notice Whether the token is the canonical one of its asset on this chain.
    function isCanonical(address token) external view returns (bool);

    /// @notice The gateway whose tokens are this chain's canonical ones.
    function gateway() external view returns (address);
}
