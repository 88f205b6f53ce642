// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title The two EIP-712 domains of Stockbridge
/// @notice Both carry the environment's salt, so a signature for a test environment is worth nothing in production. The
/// full domain binds chain and contract as well; the neutral one is valid on every chain.
library TypedData {
    bytes32 private constant FULL_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)");
    bytes32 private constant NEUTRAL_TYPE = keccak256("EIP712Domain(string name,string version,bytes32 salt)");
    bytes32 private constant NAME = keccak256("Stockbridge");
    bytes32 private constant VERSION = keccak256("1");

    /// @notice Domain separator for one contract on one chain.
    function separator(uint256 chainId, address verifyingContract, bytes32 salt) internal pure returns (bytes32) {
        return keccak256(abi.encode(FULL_TYPE, NAME, VERSION, chainId, verifyingContract, salt));
    }

    /// @notice Domain separator for the environment as a whole.
    function neutralSeparator(bytes32 salt) internal pure returns (bytes32) {
        return keccak256(abi.encode(NEUTRAL_TYPE, NAME, VERSION, salt));
    }

    /// @notice What is signed.
    function digest(bytes32 domainSeparator, bytes32 structHash) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, hex"1901")
            mstore(add(free, 0x02), domainSeparator)
            mstore(add(free, 0x22), structHash)
            result := keccak256(free, 0x42)
        }
    }
}
