// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {VM} from "./Vm.sol";

/// @title Assertions and what Forge's fuzzer asks of a test contract
abstract contract Test {
    // solhint-disable-next-line func-name-mixedcase
    bool public constant IS_TEST = true;

    address[] internal targets;

    function targetContracts() public view returns (address[] memory) {
        return targets;
    }

    function assertTrue(bool value, string memory what) internal pure {
        VM.assertTrue(value, what);
    }

    function assertEq(uint256 actual, uint256 expected, string memory what) internal pure {
        VM.assertEq(actual, expected, what);
    }

    function assertEq(bytes32 actual, bytes32 expected, string memory what) internal pure {
        VM.assertEq(actual, expected, what);
    }

    function assertEq(address actual, address expected, string memory what) internal pure {
        VM.assertEq(actual, expected, what);
    }

    function assertEq(bytes memory actual, bytes memory expected, string memory what) internal pure {
        VM.assertEq(actual, expected, what);
    }

    function assertEq(string memory actual, string memory expected, string memory what) internal pure {
        VM.assertEq(actual, expected, what);
    }

    /// @dev A value between the bounds, both included.
    function bound(uint256 value, uint256 lowest, uint256 highest) internal pure returns (uint256) {
        return lowest + value % (highest - lowest + 1);
    }
}
