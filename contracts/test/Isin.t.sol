// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Isin} from "../src/libraries/Isin.sol";
import {Test} from "./support/Test.sol";

contract IsinTest is Test {
    function test_acceptsRealCodes() external pure {
        assertTrue(Isin.isValid("CH1436219187"), "AAPLx");
        assertTrue(Isin.isValid("US0378331005"), "Apple");
        assertTrue(Isin.isValid("US02079K3059"), "a letter in the middle");
        assertTrue(Isin.isValid("AU0000XVGZA3"), "many letters");
    }

    function test_refusesMalformedCodes() external pure {
        assertTrue(!Isin.isValid("CH1436219188"), "check digit");
        assertTrue(!Isin.isValid("ch1436219187"), "lower case");
        assertTrue(!Isin.isValid("C11436219187"), "country with a digit");
        assertTrue(!Isin.isValid("CH143621918A"), "check letter");
        assertTrue(!Isin.isValid("CH14362@9187"), "a character between digits and letters");
        assertTrue(!Isin.isValid("CH14362/9187"), "a character below the digits");
        assertTrue(!Isin.isValid("CH14362[9187"), "a character above the letters");
        assertTrue(!Isin.isValid(bytes12(0)), "nothing");
    }

    /// The tables in the library say the same as the rule, digit by digit.
    function testFuzz_agreesWithTheRule(uint256 seed, uint256 letters) external pure {
        bytes memory code = new bytes(12);
        for (uint256 i; i < 12; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            bool letter = i < 2 || (i < 11 && (letters >> i) & 1 == 1);
            code[i] = bytes1(uint8(letter ? 0x41 + seed % 26 : 0x30 + seed % 10));
        }
        assertTrue(Isin.isValid(bytes12(code)) == _luhn(code), string(code));
    }

    /// Any twelve bytes at all: no revert, and what is accepted has the right form.
    function testFuzz_neverAcceptsABadForm(bytes12 code) external pure {
        if (!Isin.isValid(code)) return;
        for (uint256 i; i < 12; ++i) {
            uint8 c = uint8(code[i]);
            bool digit = c >= 0x30 && c <= 0x39;
            bool letter = c >= 0x41 && c <= 0x5a;
            assertTrue(i < 2 ? letter : i < 11 ? digit || letter : digit, "form");
        }
    }

    function _luhn(bytes memory code) private pure returns (bool) {
        bytes memory digits;
        for (uint256 i; i < 12; ++i) {
            uint8 c = uint8(code[i]);
            digits = c >= 0x41
                ? abi.encodePacked(digits, (c - 0x37) / 10, (c - 0x37) % 10)
                : abi.encodePacked(digits, c - 0x30);
        }
        uint256 sum;
        for (uint256 i; i < digits.length; ++i) {
            uint256 d = uint8(digits[digits.length - 1 - i]);
            if (i % 2 == 1) d = d * 2 > 9 ? d * 2 - 9 : d * 2;
            sum += d;
        }
        return sum % 10 == 0;
    }
}
