// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title ISO 6166: two letters, nine letters or digits, one check digit
/// @notice Letters count as two digits (A = 10 … Z = 35); from the right, every second digit is doubled; the sum of all
/// digits must be a multiple of ten (Luhn).
library Isin {
    /// What each character from '0' to 'Z' adds to the sum modulo ten, four bits each, at a place that counts
    /// once (PLAIN) or twice (DOUBLED); 15 marks the seven characters between '9' and 'A'. test/Isin.t.sol derives
    /// both from the rule.
    uint256 private constant PLAIN = 0x10987632109876541098765432fffffff9876543210;
    uint256 private constant DOUBLED = 0x41975319753086420864297531fffffff9753186420;
    uint256 private constant NONE = 15;
    /// Bit i set: the i-th character from the right may not be a digit (the country) …
    uint256 private constant ONLY_LETTERS = 0xc00;
    /// … or must be one (the check digit).
    uint256 private constant ONLY_DIGITS = 0x001;

    /// @notice The code is malformed or its check digit is wrong.
    error InvalidIsin(bytes12 isin);

    /// @notice Reverts unless the code is valid.
    function requireValid(bytes12 isin) internal pure {
        if (!isValid(isin)) revert InvalidIsin(isin);
    }

    /// @notice Whether form and check digit are right.
    function isValid(bytes12 isin) internal pure returns (bool) {
        uint256 code = uint96(isin);
        uint256 sum;
        uint256 digits;
        (uint256 table, uint256 other) = (PLAIN, DOUBLED);
        unchecked {
            // one bit of `place` walks along with the characters, from the right
            for (uint256 place = 1; place < 0x1000; place <<= 1) {
                uint256 index = (code & 0xff) - 0x30;
                if (index > 42) return false;
                uint256 value = (table >> (index << 2)) & 15;
                if (value == NONE) return false;
                sum += value;
                if (index < 10) {
                    digits |= place;
                    (table, other) = (other, table);
                }
                code >>= 8;
            }
        }
        return digits & (ONLY_LETTERS | ONLY_DIGITS) == ONLY_DIGITS && sum % 10 == 0;
    }
}
