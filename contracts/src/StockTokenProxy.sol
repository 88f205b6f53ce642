// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IBeacon} from "@openzeppelin/contracts/proxy/beacon/IBeacon.sol";
import {StorageSlot} from "@openzeppelin/contracts/utils/StorageSlot.sol";

/// @title Beacon proxy of one stock token
/// @notice Does what OpenZeppelin's BeaconProxy does, for about 300 gas less per call: the beacon is fixed and trusted (it
/// is the gateway that creates the proxy), so its answer is taken as it is. Constructed without arguments, so that every
/// proxy of a gateway has the same code hash and its address follows from the ISIN alone.
contract StockTokenProxy {
    /// keccak256("eip1967.proxy.beacon") - 1, where explorers look for the beacon
    bytes32 private constant BEACON_SLOT = 0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50;

    address private immutable BEACON;

    /// @notice The proxy's beacon is set; as in ERC-1967.
    event BeaconUpgraded(address indexed beacon);

    constructor() {
        BEACON = msg.sender;
        StorageSlot.getAddressSlot(BEACON_SLOT).value = msg.sender;
        emit BeaconUpgraded(msg.sender);
    }

    fallback() external payable {
        address beacon = BEACON;
        bytes4 selector = IBeacon.implementation.selector;
        assembly {
            // scratch space only: nothing of Solidity runs afterwards
            mstore(0, selector)
            if iszero(staticcall(gas(), beacon, 0, 4, 0, 0x20)) { revert(0, 0) }
            let implementation := mload(0)
            calldatacopy(0, 0, calldatasize())
            let success := delegatecall(gas(), implementation, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if iszero(success) { revert(0, returndatasize()) }
            return(0, returndatasize())
        }
    }
}
