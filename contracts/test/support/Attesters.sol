// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {VM} from "./Vm.sol";

/// @title Keys of test attesters and their signature lists
library Attesters {
    uint256 private constant ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    /// @notice `count` keys whose addresses increase; sets of different seeds share no key.
    function keys(string memory seed, uint256 count) internal pure returns (uint256[] memory sorted) {
        sorted = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            sorted[i] = uint256(keccak256(abi.encode(seed, i))) % (ORDER - 1) + 1;
        }
        sort(sorted);
    }

    /// @notice Sorts keys by their addresses.
    function sort(uint256[] memory list) internal pure {
        for (uint256 i = 1; i < list.length; ++i) {
            for (uint256 j = i; j > 0 && VM.addr(list[j - 1]) > VM.addr(list[j]); --j) {
                (list[j - 1], list[j]) = (list[j], list[j - 1]);
            }
        }
    }

    /// @notice The keys' addresses, in the same order.
    function addresses(uint256[] memory list) internal pure returns (address[] memory result) {
        result = new address[](list.length);
        for (uint256 i; i < list.length; ++i) {
            result[i] = VM.addr(list[i]);
        }
    }

    /// @notice Signatures of the first `count` keys.
    function sign(uint256[] memory list, uint256 count, bytes32 digest) internal pure returns (bytes memory list_) {
        for (uint256 i; i < count; ++i) {
            list_ = bytes.concat(list_, signOne(list[i], digest));
        }
    }

    /// @notice r, s, v of one key.
    function signOne(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @notice The other valid form of the same signature, with s in the upper half of the order.
    function mirror(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(key, digest);
        return abi.encodePacked(r, bytes32(ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
    }
}
