// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISnapshotOracle} from "./ISnapshotOracle.sol";

/// @title The price-feed shape that lending protocols read (Chainlink AggregatorV3Interface)
interface AggregatorV3Interface {
    function decimals() external view returns (uint8);
    function description() external view returns (string memory);
    function version() external view returns (uint256);
    function getRoundData(uint80 roundId_)
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
}

/// @title An asset's attested backing as a feed
/// @notice `answer` = settled custody shares, 8 decimals (proof of reserve); round = snapshot epoch; `updatedAt` = cut time.
/// Compare with the attested circulation: (supplySu + inFlightSu - orphanSu) x multiplier / 1e18, also in `figures`.
interface ISupplyFeed is AggregatorV3Interface {
    /// @notice There is no such round: only the newest one is kept.
    error NoDataPresent();

    /// @notice The asset.
    function isin() external view returns (bytes12);

    /// @notice All attested figures of the asset.
    function figures() external view returns (ISnapshotOracle.Figures memory);

    /// @notice Settled custody shares per circulating share, 18 decimals, rounded down; type(uint256).max when nothing
    /// circulates.
    function backingRatio() external view returns (uint256);
}
