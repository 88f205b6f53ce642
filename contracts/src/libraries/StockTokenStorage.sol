// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {SupplyState} from "./SupplyState.sol";

/// @title Storage of a stock token, at an ERC-7201 location so that later implementations can only append
library StockTokenStorage {
    /// @notice Set in an account's word when the account is blocked; the rest of the word is its balance.
    uint256 internal constant BLOCKED = 1 << 255;

    /// keccak256(abi.encode(uint256(keccak256("stockbridge.storage.StockToken")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant LOCATION = 0xe0c5fe3651b7014a0738135540e3255f6eac4438ff4497650ef7a55bb814ea00;

    /// @custom:storage-location erc7201:stockbridge.storage.StockToken
    struct Layout {
        SupplyState supply;
        mapping(address account => uint256) accounts;
        mapping(address owner => mapping(address spender => uint256)) allowances;
        mapping(address owner => uint256) nonces;
        uint128 multiplier;
        uint128 nextMultiplier;
        bytes12 isin;
        string name;
        string symbol;
    }

    /// @notice Where it is.
    function load() internal pure returns (Layout storage $) {
        assembly ("memory-safe") {
            $.slot := LOCATION
        }
    }

    /// @notice An account's balance, wei.
    function balanceOf(Layout storage $, address account) internal view returns (uint256) {
        return $.accounts[account] & ~BLOCKED;
    }

    /// @notice Whether an account is blocked.
    function isBlocked(Layout storage $, address account) internal view returns (bool) {
        return $.accounts[account] & BLOCKED != 0;
    }

    /// @notice Blocks or releases an account.
    /// @return changed Whether that made a difference
    function setBlocked(Layout storage $, address account, bool blocked) internal returns (bool changed) {
        uint256 word = $.accounts[account];
        uint256 next = blocked ? word | BLOCKED : word & ~BLOCKED;
        if (next == word) return false;
        $.accounts[account] = next;
        return true;
    }
}
