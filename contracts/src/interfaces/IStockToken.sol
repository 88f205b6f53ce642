// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @title Core of ERC-8056, the scaled UI amount extension for ERC-20
/// @notice Raw balances never change at a split; the multiplier says how many shares one whole token stands for.
interface IScaledUIAmount {
    /// @notice A multiplier change was set.
    /// @param oldMultiplier The multiplier in force when the change was set, 18 decimals
    /// @param newMultiplier The multiplier in force from `effectiveAtTimestamp` on, 18 decimals
    /// @param effectiveAtTimestamp Unix seconds
    event UIMultiplierUpdated(uint256 oldMultiplier, uint256 newMultiplier, uint256 effectiveAtTimestamp);

    /// @notice Shares per token now, 18 decimals (1e18 = one share per token).
    function uiMultiplier() external view returns (uint256);
}

/// @title An issuer's stock or fund instrument as an ERC-20 token
/// @notice 18 decimals; one share unit (su, 10^-8 share) is 10^10 wei. Only the bridge gateway mints and burns, always
/// whole share units, so the total supply is a multiple of 10^10 wei at all times.
interface IStockToken is IERC20Metadata, IERC20Permit, IScaledUIAmount {
    /// @notice An account was blocked (`blocked`) or released. A blocked account can neither send nor receive.
    event BlocklistChanged(address indexed account, bool blocked);

    /// @notice Transfers, mints and burns were stopped (`paused`) or opened again.
    event PausedChanged(bool paused);

    /// @notice A corporate action was scheduled. `actionEpoch` is the epoch that starts at `effectiveAt`.
    event CorporateActionScheduled(uint32 indexed actionEpoch, uint256 newMultiplier, uint256 effectiveAt);

    /// @notice A corporate action was withdrawn before it took effect.
    event CorporateActionWithdrawn(uint32 indexed actionEpoch);

    /// @notice The caller is not the gateway.
    error NotGateway(address caller);

    /// @notice The amount is not a whole number of share units (10^10 wei).
    error DustAmount(uint256 amount);

    /// @notice The account is on the blocklist.
    error BlockedAccount(address account);

    /// @notice The token is paused.
    error TokenPaused();

    /// @notice With this amount the total supply would leave the range of 64-bit share units.
    error SupplyOverflow(uint256 amount);

    /// @notice The permit's deadline (Unix seconds) has passed.
    error PermitExpired(uint256 deadline);

    /// @notice The permit was not signed by the owner.
    error PermitSignerMismatch(address signer, address owner);

    /// @notice The multiplier is zero or beyond the range of 128 bits.
    error InvalidMultiplier(uint256 multiplier);

    /// @notice The moment at which the action should take effect lies in the past or beyond the range of 40 bits.
    error InvalidEffectiveTime(uint256 effectiveAt);

    /// @notice There is no scheduled action to withdraw.
    error NoScheduledAction();

    /// @notice The ISIN (ISO 6166) of the instrument itself, 12 ASCII characters; not of the share behind it.
    function isin() external view returns (bytes12);

    /// @notice The only account that can mint and burn.
    function gateway() external view returns (address);

    /// @notice Creates `amount` wei of tokens for `to`. Gateway only; refuses dust, blocked accounts and a paused token.
    function mintTokens(address to, uint256 amount) external;

    /// @notice Destroys `amount` wei of tokens of `from`, which the gateway has checked to be the one who asked for it.
    /// Gateway only; refuses dust, blocked accounts and a paused token.
    /// @return epoch The action epoch in force now, which goes into the bridge message
    function burnTokens(address from, uint256 amount) external returns (uint32 epoch);

    /// @notice How many corporate actions have taken effect. Equal epochs on two chains mean equal multipliers.
    function actionEpoch() external view returns (uint32);

    /// @notice The multiplier that will be in force at `effectiveAt`; equals `uiMultiplier` when nothing is scheduled.
    function newUIMultiplier() external view returns (uint256);

    /// @notice When the scheduled multiplier takes effect, Unix seconds; 0 when nothing was ever scheduled.
    function effectiveAt() external view returns (uint256);

    /// @notice Raw amount to display amount (rounded down).
    function toUIAmount(uint256 rawAmount) external view returns (uint256);

    /// @notice Display amount to raw amount (rounded down).
    function fromUIAmount(uint256 uiAmount) external view returns (uint256);

    /// @notice The account's balance multiplied for display.
    function balanceOfUI(address account) external view returns (uint256);

    /// @notice The total supply multiplied for display.
    function totalSupplyUI() external view returns (uint256);

    /// @notice Schedules a corporate action; replaces one that has not taken effect. Issuer role.
    /// @param newMultiplier Shares per token afterwards, 18 decimals
    /// @param effectiveAt_ Unix seconds, not in the past
    function scheduleMultiplier(uint256 newMultiplier, uint256 effectiveAt_) external;

    /// @notice Withdraws the scheduled action that has not taken effect. Issuer role.
    function withdrawScheduledMultiplier() external;

    /// @notice Blocks or releases an account. Compliance role; idempotent.
    function setBlocked(address account, bool blocked) external;

    /// @notice Whether the account is blocked.
    function isBlocked(address account) external view returns (bool);

    /// @notice Stops or opens transfers, mints and burns. Compliance role; idempotent.
    function setPaused(bool paused_) external;

    /// @notice Whether the token is paused.
    function paused() external view returns (bool);
}
