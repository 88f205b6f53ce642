// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AttesterSet} from "./AttesterSet.sol";
import {GatewayControl} from "./GatewayControl.sol";
import {IBridgeGateway} from "./interfaces/IBridgeGateway.sol";
import {ISnapshotOracle} from "./interfaces/ISnapshotOracle.sol";
import {IStockToken} from "./interfaces/IStockToken.sol";
import {AssetState} from "./libraries/AssetState.sol";
import {BridgeMessage} from "./libraries/BridgeMessage.sol";
import {CoreState} from "./libraries/CoreState.sol";
import {Domains} from "./libraries/Domains.sol";
import {ReplayRecord} from "./libraries/ReplayRecord.sol";
import {TypedData} from "./libraries/TypedData.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title BridgeGateway
/// @notice See `IBridgeGateway`. Not upgradeable: it is replaced by draining it and moving the tokens to an implementation
/// that names the next gateway.
contract BridgeGateway is GatewayControl, Nonces {
    using ReplayRecord for ReplayRecord.Record;

    struct IssueTotals {
        uint64 issuedSu;
        uint64 redeemedSu;
    }

    uint256 private constant WEI_PER_SU = 1e10;

    bytes32 private constant MINT_TYPE = keccak256("Mint(bytes32 messageId)");
    bytes32 private constant CANCEL_TYPE = keccak256("Cancel(bytes32 messageId)");
    bytes32 private constant BURN_PERMIT_TYPE = keccak256(
        "BurnPermit(address holder,bytes12 isin,uint64 amountSu,uint32 destinationDomain,bytes32 recipient,uint256 nonce,uint256 deadline)"
    );

    uint32 private immutable DOMAIN;
    bytes32 private immutable SALT;
    bytes32 private immutable SEPARATOR;

    ReplayRecord.Record private _replays;
    mapping(bytes12 isin => IssueTotals) private _issueTotals;

    /// @param accessManager OpenZeppelin AccessManager that decides who may call the restricted functions
    /// @param environment Name of the environment; its keccak256 is the salt of everything that is signed
    /// @param members The first attesters, strictly increasing
    /// @param threshold How many of them must sign
    constructor(address accessManager, string memory environment, address[] memory members, uint8 threshold)
        AccessManaged(accessManager)
        AttesterSet(members, threshold)
    {
        if (block.chainid > type(uint32).max || !Domains.isEvm(uint32(block.chainid))) {
            revert InvalidDomain(block.chainid);
        }
        DOMAIN = uint32(block.chainid);
        SALT = keccak256(bytes(environment));
        SEPARATOR = TypedData.separator(block.chainid, address(this), SALT);
    }

    /// @inheritdoc IBridgeGateway
    function burn(bytes12 isin, uint64 amountSu, uint32 destinationDomain, bytes32 recipient)
        external
        returns (bytes32 messageId)
    {
        return _burn(msg.sender, isin, amountSu, destinationDomain, recipient);
    }

    /// @inheritdoc IBridgeGateway
    function burnWithPermit(BurnPermit calldata permit, bytes calldata signature) external returns (bytes32 messageId) {
        if (block.timestamp > permit.deadline) revert BurnPermitExpired(permit.deadline);
        _useCheckedNonce(permit.holder, permit.nonce);
        bytes32 digest = TypedData.digest(_separator(), keccak256(abi.encode(BURN_PERMIT_TYPE, permit)));
        if (!SignatureChecker.isValidSignatureNowCalldata(permit.holder, digest, signature)) {
            revert InvalidBurnPermit(permit.holder);
        }
        return _burn(permit.holder, permit.isin, permit.amountSu, permit.destinationDomain, permit.recipient);
    }

    /// @inheritdoc IBridgeGateway
    function mint(bytes calldata message, bytes calldata attestation) external {
        _mint(_decode(message), message, attestation);
    }

    /// @inheritdoc IBridgeGateway
    function mintBatch(bytes[] calldata messages, bytes[] calldata attestations)
        external
        returns (Status[] memory statuses)
    {
        uint256 count = messages.length;
        if (count != attestations.length) revert BatchLengthMismatch(count, attestations.length);
        statuses = new Status[](count);
        for (uint256 i; i < count; ++i) {
            BridgeMessage.Message memory m = _decode(messages[i]);
            Status status = _replays.statusOf(m.sourceDomain, m.sourceRef);
            if (status == Status.None) {
                _mint(m, messages[i], attestations[i]);
                status = Status.Minted;
            }
            statuses[i] = status;
        }
    }

    /// @inheritdoc IBridgeGateway
    function cancel(bytes calldata message, bytes calldata attestation) external {
        BridgeMessage.Message memory m = _decode(message);
        _settle(m, Status.Cancelled);
        bytes32 messageId = keccak256(message);
        _requireQuorum(cancelDigest(messageId), attestation, true);
        emit Cancelled(messageId, m.isin, message);
    }

    /// @inheritdoc IBridgeGateway
    function statusOf(uint32 sourceDomain, bytes32 sourceRef) external view returns (Status) {
        return _replays.statusOf(sourceDomain, sourceRef);
    }

    /// @inheritdoc IBridgeGateway
    function supplies(bytes12[] calldata isins)
        external
        view
        returns (
            uint64 sequence_,
            uint256[] memory rawSupplies,
            uint64[] memory issuedSu,
            uint64[] memory redeemedSu,
            uint32[] memory actionEpochs
        )
    {
        uint256 count = isins.length;
        sequence_ = _core.sequence();
        rawSupplies = new uint256[](count);
        issuedSu = new uint64[](count);
        redeemedSu = new uint64[](count);
        actionEpochs = new uint32[](count);
        for (uint256 i; i < count; ++i) {
            bytes12 isin = isins[i];
            _listed(isin);
            IStockToken token = _token(isin);
            rawSupplies[i] = token.totalSupply();
            actionEpochs[i] = token.actionEpoch();
            IssueTotals memory totals = _issueTotals[isin];
            (issuedSu[i], redeemedSu[i]) = (totals.issuedSu, totals.redeemedSu);
        }
    }

    /// @inheritdoc IBridgeGateway
    function salt() external view returns (bytes32) {
        return SALT;
    }

    /// @inheritdoc IBridgeGateway
    function domain() public view override returns (uint32) {
        return DOMAIN;
    }

    /// @inheritdoc IBridgeGateway
    function nonces(address holder) public view override(IBridgeGateway, Nonces) returns (uint256) {
        return super.nonces(holder);
    }

    /// @inheritdoc IBridgeGateway
    function domainSeparator() external view returns (bytes32) {
        return _separator();
    }

    /// @inheritdoc IBridgeGateway
    function mintDigest(bytes32 messageId) public view returns (bytes32) {
        return TypedData.digest(_separator(), keccak256(abi.encode(MINT_TYPE, messageId)));
    }

    /// @inheritdoc IBridgeGateway
    function cancelDigest(bytes32 messageId) public view returns (bytes32) {
        return TypedData.digest(_separator(), keccak256(abi.encode(CANCEL_TYPE, messageId)));
    }

    function _burn(address holder, bytes12 isin, uint64 amountSu, uint32 destinationDomain, bytes32 recipient)
        private
        returns (bytes32 messageId)
    {
        if (destinationDomain == DOMAIN) revert BridgeMessage.EqualDomains(destinationDomain);
        AssetState asset = _listed(isin);
        if (amountSu == 0) revert BridgeMessage.ZeroAmount();
        if (recipient == 0) revert BridgeMessage.ZeroRecipient();
        BridgeMessage.requirePadding(destinationDomain, recipient);
        CoreState core = _core.next();
        _core = core;
        uint8 kind = BridgeMessage.TRANSFER;
        if (destinationDomain == Domains.CUSTODY) {
            // redeeming stays possible under a halt and past any limit: it only takes shares out of the bridge's reach
            kind = BridgeMessage.REDEEM;
            _issueTotals[isin].redeemedSu += amountSu;
        } else {
            if (asset.halted() || core.halted()) revert BridgeHalted(isin);
            if (!_routes[destinationDomain]) revert RouteClosed(destinationDomain);
            _takeFromBucket(asset, isin, Direction.Outbound, amountSu);
        }
        uint32 epoch = _token(isin).burnTokens(holder, amountSu * WEI_PER_SU);
        bytes memory message = BridgeMessage.encode(
            kind, DOMAIN, destinationDomain, core.sequence(), isin, amountSu, epoch, holder, recipient
        );
        messageId = keccak256(message);
        emit Burned(messageId, isin, holder, message);
    }

    function _mint(BridgeMessage.Message memory m, bytes calldata message, bytes calldata attestation) private {
        _settle(m, Status.Minted);
        bytes32 messageId = keccak256(message);
        _requireQuorum(mintDigest(messageId), attestation, true);
        AssetState asset = _listed(m.isin);
        if (asset.halted() || _core.halted()) revert BridgeHalted(m.isin);
        if (m.kind == BridgeMessage.ISSUE) {
            _takeFromIssueCap(m.isin, m.amountSu);
        } else {
            _takeFromBucket(asset, m.isin, Direction.Inbound, m.amountSu);
        }
        address recipient = address(uint160(uint256(m.recipient)));
        _token(m.isin).mintTokens(recipient, m.amountSu * WEI_PER_SU);
        emit Minted(messageId, m.isin, recipient, message);
    }

    /// A listed asset's ISIN was checked when it was listed; the order of checks stays that of the codec.
    function _decode(bytes calldata message) private view returns (BridgeMessage.Message memory m) {
        m = BridgeMessage.read(message);
        BridgeMessage.check(m, !_assets[m.isin].listed());
    }

    function _separator() internal view override returns (bytes32) {
        // after a fork of the chain, signatures for one side must not work on the other
        return block.chainid == DOMAIN ? SEPARATOR : TypedData.separator(block.chainid, address(this), SALT);
    }

    /// Records the message's outcome here; reverts when it is not for this gateway or its event has an outcome.
    function _settle(BridgeMessage.Message memory m, Status outcome) private {
        if (m.destinationDomain != DOMAIN) revert WrongDestination(m.destinationDomain, DOMAIN);
        // burns of EVM chains are numbered from 1, refunds are named by a hash; neither may pose as the other
        bool numbered = m.kind != BridgeMessage.REFUND && Domains.isEvm(m.sourceDomain);
        if (numbered != ReplayRecord.isDense(m.sourceDomain, m.sourceRef) || (numbered && m.sourceRef == 0)) {
            revert InvalidSequence(m.sourceRef);
        }
        _replays.settle(m.sourceDomain, m.sourceRef, outcome);
    }

    /// Counts an issue against what custody has settled for this chain, while an attested snapshot is in force.
    function _takeFromIssueCap(bytes12 isin, uint64 amountSu) private {
        address oracle = snapshotOracle;
        if (oracle == address(0)) revert SnapshotStale(0);
        (uint64 capSu, uint64 validUntil) = ISnapshotOracle(oracle).issueCapOf(isin);
        if (block.timestamp > validUntil) revert SnapshotStale(validUntil);
        uint64 issuedSu = _issueTotals[isin].issuedSu;
        if (uint256(issuedSu) + amountSu > capSu) revert IssueCapExceeded(isin, issuedSu, amountSu, capSu);
        _issueTotals[isin].issuedSu = issuedSu + amountSu;
    }
}
