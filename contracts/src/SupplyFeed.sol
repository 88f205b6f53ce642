// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISnapshotOracle} from "./interfaces/ISnapshotOracle.sol";
import {AggregatorV3Interface, ISupplyFeed} from "./interfaces/ISupplyFeed.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title SupplyFeed
/// @notice See `ISupplyFeed`. One per asset, without state of its own.
contract SupplyFeed is ISupplyFeed {
    uint256 private constant ONE = 1e18;

    /// @notice Where the figures come from.
    ISnapshotOracle public immutable ORACLE;
    bytes12 private immutable ISIN;
    string private _description;

    /// @param oracle Snapshot oracle of this chain
    /// @param isin_ The asset
    /// @param description_ For people, such as "AAPLx settled custody shares"
    constructor(ISnapshotOracle oracle, bytes12 isin_, string memory description_) {
        ORACLE = oracle;
        ISIN = isin_;
        _description = description_;
    }

    /// @inheritdoc ISupplyFeed
    function isin() external view returns (bytes12) {
        return ISIN;
    }

    /// @inheritdoc ISupplyFeed
    function figures() external view returns (ISnapshotOracle.Figures memory) {
        return ORACLE.figuresOf(ISIN);
    }

    /// @inheritdoc ISupplyFeed
    function backingRatio() external view returns (uint256) {
        ISnapshotOracle.Figures memory f = _existing();
        uint256 circulatingSu = uint256(f.supplySu) + f.inFlightSu - f.orphanSu;
        uint256 circulatingShares = Math.mulDiv(circulatingSu, f.multiplier, ONE, Math.Rounding.Ceil);
        return circulatingShares == 0 ? type(uint256).max : uint256(f.custodySettled) * ONE / circulatingShares;
    }

    /// @inheritdoc AggregatorV3Interface
    function decimals() external pure returns (uint8) {
        return 8;
    }

    /// @inheritdoc AggregatorV3Interface
    function description() external view returns (string memory) {
        return _description;
    }

    /// @inheritdoc AggregatorV3Interface
    function version() external pure returns (uint256) {
        return 1;
    }

    /// @inheritdoc AggregatorV3Interface
    function getRoundData(uint80 roundId_) external view returns (uint80, int256, uint256, uint256, uint80) {
        ISnapshotOracle.Figures memory f = _existing();
        if (roundId_ != f.epoch) revert NoDataPresent();
        return _round(f);
    }

    /// @inheritdoc AggregatorV3Interface
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        return _round(_existing());
    }

    function _existing() private view returns (ISnapshotOracle.Figures memory f) {
        f = ORACLE.figuresOf(ISIN);
        if (f.epoch == 0) revert NoDataPresent();
    }

    function _round(ISnapshotOracle.Figures memory f) private pure returns (uint80, int256, uint256, uint256, uint80) {
        return (f.epoch, int256(uint256(f.custodySettled)), f.cutTime, f.cutTime, f.epoch);
    }
}
