// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title Token bucket kept as one moment: when it will be full again (generic cell rate algorithm)
/// @notice Moments are Unix seconds with 40 binary places, 80 bits in all. Taking an amount moves the moment by the time
/// that the amount needs to flow back, rounded up; an amount passes while the moment stays within one window from now.
library TokenBucket {
    uint256 private constant FRACTION_BITS = 40;
    uint256 private constant ALMOST_ONE_SECOND = 0xffffffffff;
    uint256 internal constant SU_PER_SHARE = 1e8;

    /// @notice Takes an amount that is not larger than the capacity.
    /// @param fullAt When the bucket is full again, as stored
    /// @param capacityShares Whole shares, > 0
    /// @param windowSeconds Empty to full, > 0
    /// @return next The moment to store if it passes
    /// @return retryAt 0 if it passes; else the second from which on it will
    function take(uint80 fullAt, uint64 amountSu, uint32 capacityShares, uint24 windowSeconds, uint256 time)
        internal
        pure
        returns (uint80 next, uint256 retryAt)
    {
        unchecked {
            // amount < 2^64, window < 2^24, so the product with 2^40 stays below 2^128; the sums stay below 2^81
            uint256 capacitySu = uint256(capacityShares) * SU_PER_SHARE;
            uint256 debt = (((uint256(amountSu) * windowSeconds) << FRACTION_BITS) + capacitySu - 1) / capacitySu;
            uint256 moment = (time << FRACTION_BITS);
            uint256 window = uint256(windowSeconds) << FRACTION_BITS;
            uint256 after_ = (fullAt > moment ? fullAt : moment) + debt;
            if (after_ > moment + window) {
                retryAt = (after_ - window + ALMOST_ONE_SECOND) >> FRACTION_BITS;
            } else {
                next = uint80(after_);
            }
        }
    }

    /// @notice What passes at once, share units, rounded down.
    function available(uint80 fullAt, uint32 capacityShares, uint24 windowSeconds, uint256 time)
        internal
        pure
        returns (uint64)
    {
        uint256 moment = time << FRACTION_BITS;
        uint256 window = uint256(windowSeconds) << FRACTION_BITS;
        uint256 debt = fullAt > moment ? fullAt - moment : 0;
        if (debt >= window) return 0;
        return uint64((window - debt) * (uint256(capacityShares) * SU_PER_SHARE) / window);
    }
}
