// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title Where shares can be
/// @notice Custody is 0, Solana has two fixed numbers, every other number is the EIP-155 id of an EVM chain.
library Domains {
    uint32 internal constant CUSTODY = 0;
    uint32 internal constant SOLANA_MAINNET = 501;
    uint32 internal constant SOLANA_LOCAL = 900;

    /// @notice Whether the domain is an EVM chain: addresses are 20 bytes and burns are numbered without gaps.
    function isEvm(uint32 domain) internal pure returns (bool) {
        return domain != CUSTODY && domain != SOLANA_MAINNET && domain != SOLANA_LOCAL;
    }
}
