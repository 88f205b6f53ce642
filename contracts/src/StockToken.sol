// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IScaledUIAmount, IStockToken} from "./interfaces/IStockToken.sol";
import {StockTokenStorage} from "./libraries/StockTokenStorage.sol";
import {SupplyState} from "./libraries/SupplyState.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @title StockToken
/// @notice See `IStockToken`. Runs behind a beacon proxy per asset. Balances and blocklist share a slot per account, and
/// supply, pause flag and epoch share one, so that a mint or burn touches two slots.
contract StockToken is IStockToken, IERC20Errors, AccessManagedUpgradeable {
    uint256 private constant WEI_PER_SU = 1e10;
    uint256 private constant MAX_SUPPLY = type(uint64).max * WEI_PER_SU;
    uint256 private constant ONE = 1e18;

    bytes32 private constant PERMIT_TYPE =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    bytes32 private constant DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant VERSION_HASH = keccak256("1");

    /// @inheritdoc IStockToken
    address public immutable override gateway;

    modifier onlyGateway() {
        if (msg.sender != gateway) revert NotGateway(msg.sender);
        _;
    }

    /// @param gateway_ The gateway that mints and burns all tokens that run this code
    constructor(address gateway_) {
        gateway = gateway_;
        _disableInitializers();
    }

    /// @notice Sets up a new token; called by the gateway in the transaction that creates it.
    function initialize(bytes12 isin_, string calldata name_, string calldata symbol_, address accessManager)
        external
        onlyGateway
        initializer
    {
        __AccessManaged_init(accessManager);
        StockTokenStorage.Layout storage $ = StockTokenStorage.load();
        $.isin = isin_;
        $.name = name_;
        $.symbol = symbol_;
        $.multiplier = uint128(ONE);
        $.nextMultiplier = uint128(ONE);
    }

    /// @inheritdoc IStockToken
    function mintTokens(address to, uint256 amount) external onlyGateway {
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        if (amount % WEI_PER_SU != 0) revert DustAmount(amount);
        StockTokenStorage.Layout storage $ = StockTokenStorage.load();
        SupplyState supply = $.supply;
        if (supply.paused()) revert TokenPaused();
        if (amount > MAX_SUPPLY - supply.total()) revert SupplyOverflow(amount);
        $.supply = supply.plus(amount);
        _credit($, to, amount);
        emit Transfer(address(0), to, amount);
    }

    /// @inheritdoc IStockToken
    function burnTokens(address from, uint256 amount) external onlyGateway returns (uint32) {
        if (amount % WEI_PER_SU != 0) revert DustAmount(amount);
        StockTokenStorage.Layout storage $ = StockTokenStorage.load();
        SupplyState supply = $.supply;
        if (supply.paused()) revert TokenPaused();
        _debit($, from, amount);
        // no balance exceeds the supply
        $.supply = supply.minus(amount);
        emit Transfer(from, address(0), amount);
        return supply.epoch(block.timestamp);
    }

    /// @inheritdoc IERC20
    function transfer(address to, uint256 amount) external returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    /// @inheritdoc IERC20
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        StockTokenStorage.Layout storage $ = StockTokenStorage.load();
        if (StockTokenStorage.isBlocked($, msg.sender)) revert BlockedAccount(msg.sender);
        uint256 allowed = $.allowances[from][msg.sender];
        if (allowed != type(uint256).max) {
            if (allowed < amount) revert ERC20InsufficientAllowance(msg.sender, allowed, amount);
            unchecked {
                $.allowances[from][msg.sender] = allowed - amount;
            }
        }
        _transfer(from, to, amount);
        return true;
    }

    /// @inheritdoc IERC20
    function approve(address spender, uint256 amount) external returns (bool) {
        _approve(msg.sender, spender, amount);
        return true;
    }

    /// @inheritdoc IERC20Permit
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
    {
        if (block.timestamp > deadline) revert PermitExpired(deadline);
        uint256 nonce = StockTokenStorage.load().nonces[owner]++;
        bytes32 structHash = keccak256(abi.encode(PERMIT_TYPE, owner, spender, value, nonce, deadline));
        address signer = ECDSA.recover(MessageHashUtils.toTypedDataHash(DOMAIN_SEPARATOR(), structHash), v, r, s);
        if (signer != owner) revert PermitSignerMismatch(signer, owner);
        _approve(owner, spender, value);
    }

    /// @inheritdoc IStockToken
    function scheduleMultiplier(uint256 newMultiplier, uint256 effectiveAt_) external restricted {
        if (newMultiplier == 0 || newMultiplier > type(uint128).max) revert InvalidMultiplier(newMultiplier);
        if (effectiveAt_ < block.timestamp || effectiveAt_ > type(uint40).max) {
            revert InvalidEffectiveTime(effectiveAt_);
        }
        StockTokenStorage.Layout storage $ = StockTokenStorage.load();
        // what has taken effect becomes the base; what has not is replaced
        uint256 current = uiMultiplier();
        uint32 epoch = $.supply.epoch(block.timestamp);
        $.multiplier = uint128(current);
        $.nextMultiplier = uint128(newMultiplier);
        $.supply = $.supply.withAction(epoch, uint40(effectiveAt_));
        emit UIMultiplierUpdated(current, newMultiplier, effectiveAt_);
        emit CorporateActionScheduled(epoch + 1, newMultiplier, effectiveAt_);
    }

    /// @inheritdoc IStockToken
    function withdrawScheduledMultiplier() external restricted {
        StockTokenStorage.Layout storage $ = StockTokenStorage.load();
        SupplyState supply = $.supply;
        if (supply.effectiveAt() <= block.timestamp) revert NoScheduledAction();
        uint32 epoch = supply.epoch(block.timestamp);
        $.supply = supply.withAction(epoch, 0);
        $.nextMultiplier = $.multiplier;
        emit UIMultiplierUpdated($.multiplier, $.multiplier, block.timestamp);
        emit CorporateActionWithdrawn(epoch + 1);
    }

    /// @inheritdoc IStockToken
    function setBlocked(address account, bool blocked) external restricted {
        if (StockTokenStorage.setBlocked(StockTokenStorage.load(), account, blocked)) {
            emit BlocklistChanged(account, blocked);
        }
    }

    /// @inheritdoc IStockToken
    function setPaused(bool paused_) external restricted {
        StockTokenStorage.Layout storage $ = StockTokenStorage.load();
        if ($.supply.paused() == paused_) return;
        $.supply = $.supply.withPause(paused_);
        emit PausedChanged(paused_);
    }

    /// @inheritdoc IERC20
    function totalSupply() public view returns (uint256) {
        return StockTokenStorage.load().supply.total();
    }

    /// @inheritdoc IERC20
    function balanceOf(address account) public view returns (uint256) {
        return StockTokenStorage.balanceOf(StockTokenStorage.load(), account);
    }

    /// @inheritdoc IERC20
    function allowance(address owner, address spender) external view returns (uint256) {
        return StockTokenStorage.load().allowances[owner][spender];
    }

    /// @inheritdoc IERC20Metadata
    function name() external view returns (string memory) {
        return StockTokenStorage.load().name;
    }

    /// @inheritdoc IERC20Metadata
    function symbol() external view returns (string memory) {
        return StockTokenStorage.load().symbol;
    }

    /// @inheritdoc IERC20Metadata
    function decimals() external pure returns (uint8) {
        return 18;
    }

    /// @inheritdoc IERC20Permit
    function nonces(address owner) external view returns (uint256) {
        return StockTokenStorage.load().nonces[owner];
    }

    /// @inheritdoc IERC20Permit
    // solhint-disable-next-line func-name-mixedcase
    function DOMAIN_SEPARATOR() public view returns (bytes32) {
        bytes32 nameHash = keccak256(bytes(StockTokenStorage.load().name));
        return keccak256(abi.encode(DOMAIN_TYPE, nameHash, VERSION_HASH, block.chainid, address(this)));
    }

    /// @inheritdoc IStockToken
    function isin() external view returns (bytes12) {
        return StockTokenStorage.load().isin;
    }

    /// @inheritdoc IStockToken
    function isBlocked(address account) external view returns (bool) {
        return StockTokenStorage.isBlocked(StockTokenStorage.load(), account);
    }

    /// @inheritdoc IStockToken
    function paused() external view returns (bool) {
        return StockTokenStorage.load().supply.paused();
    }

    /// @inheritdoc IStockToken
    function actionEpoch() external view returns (uint32) {
        return StockTokenStorage.load().supply.epoch(block.timestamp);
    }

    /// @inheritdoc IScaledUIAmount
    function uiMultiplier() public view returns (uint256) {
        StockTokenStorage.Layout storage $ = StockTokenStorage.load();
        return $.supply.inEffect(block.timestamp) ? $.nextMultiplier : $.multiplier;
    }

    /// @inheritdoc IStockToken
    function newUIMultiplier() external view returns (uint256) {
        return StockTokenStorage.load().nextMultiplier;
    }

    /// @inheritdoc IStockToken
    function effectiveAt() external view returns (uint256) {
        return StockTokenStorage.load().supply.effectiveAt();
    }

    /// @inheritdoc IStockToken
    function toUIAmount(uint256 rawAmount) public view returns (uint256) {
        return rawAmount * uiMultiplier() / ONE;
    }

    /// @inheritdoc IStockToken
    function fromUIAmount(uint256 uiAmount) external view returns (uint256) {
        return uiAmount * ONE / uiMultiplier();
    }

    /// @inheritdoc IStockToken
    function balanceOfUI(address account) external view returns (uint256) {
        return toUIAmount(balanceOf(account));
    }

    /// @inheritdoc IStockToken
    function totalSupplyUI() external view returns (uint256) {
        return toUIAmount(totalSupply());
    }

    function _transfer(address from, address to, uint256 amount) private {
        if (from == address(0)) revert ERC20InvalidSender(from);
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        StockTokenStorage.Layout storage $ = StockTokenStorage.load();
        if ($.supply.paused()) revert TokenPaused();
        _debit($, from, amount);
        _credit($, to, amount);
        emit Transfer(from, to, amount);
    }

    function _approve(address owner, address spender, uint256 amount) private {
        if (owner == address(0)) revert ERC20InvalidApprover(owner);
        if (spender == address(0)) revert ERC20InvalidSpender(spender);
        StockTokenStorage.load().allowances[owner][spender] = amount;
        emit Approval(owner, spender, amount);
    }

    function _debit(StockTokenStorage.Layout storage $, address account, uint256 amount) private {
        uint256 word = $.accounts[account];
        if (word & StockTokenStorage.BLOCKED != 0) revert BlockedAccount(account);
        if (word < amount) revert ERC20InsufficientBalance(account, word, amount);
        unchecked {
            $.accounts[account] = word - amount;
        }
    }

    function _credit(StockTokenStorage.Layout storage $, address account, uint256 amount) private {
        uint256 word = $.accounts[account];
        if (word & StockTokenStorage.BLOCKED != 0) revert BlockedAccount(account);
        unchecked {
            // the supply bounds every balance far below the blocked bit
            $.accounts[account] = word + amount;
        }
    }
}
