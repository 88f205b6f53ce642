// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title The gateway of one chain: burns here become attested mints elsewhere, and the other way round
/// @notice Amounts are share units (su, 10^-8 share); domains are EIP-155 chain ids, 501 and 900 for Solana, 0 for custody.
/// Messages are version 1, 130 bytes; messageId = keccak256(message) and the replay key is the pair
/// (sourceDomain, sourceRef). The gateway is also the beacon of all stock tokens: in a bridge transaction it is warm
/// already, which makes the beacon lookup nearly free.
interface IBridgeGateway {
    /// @notice What became of a source event here.
    enum Status {
        None,
        Minted,
        Cancelled
    }

    /// @notice Which way shares move, seen from this chain.
    enum Direction {
        Outbound,
        Inbound
    }

    /// @notice The two token buckets of an asset. A bucket holds at most its capacity and refills evenly, from empty to
    /// full in `windowSeconds`. Capacity 0 closes the direction.
    /// @param outboundShares Capacity for burns towards other chains, whole shares
    /// @param inboundShares Capacity for transfer and refund mints, whole shares
    /// @param windowSeconds 1 .. 2^24 - 1
    struct BucketLimits {
        uint32 outboundShares;
        uint32 inboundShares;
        uint24 windowSeconds;
    }

    /// @notice A holder's signed order to burn, submitted by anyone. EIP-712 type
    /// `BurnPermit(address holder,bytes12 isin,uint64 amountSu,uint32 destinationDomain,bytes32 recipient,uint256 nonce,uint256 deadline)`
    /// under the gateway's domain. An ERC-2612 permit would not do: it binds neither destination nor recipient, so whoever
    /// submitted it could send the shares to himself.
    struct BurnPermit {
        address holder;
        bytes12 isin;
        uint64 amountSu;
        uint32 destinationDomain;
        bytes32 recipient;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice Shares left this chain. `message` is the exact content that attesters sign and that is minted from.
    /// @param messageId keccak256(message)
    /// @param isin The asset
    /// @param sender The holder whose shares were burned
    /// @param message 130 bytes
    event Burned(bytes32 indexed messageId, bytes12 indexed isin, address indexed sender, bytes message);

    /// @notice Shares arrived. The whole message is in the event, because it names its source event: an observer can go
    /// there and compare field by field without trusting anybody for the mapping.
    /// @param messageId keccak256(message)
    /// @param isin The asset
    /// @param recipient Who received the shares
    /// @param message 130 bytes
    event Minted(bytes32 indexed messageId, bytes12 indexed isin, address indexed recipient, bytes message);

    /// @notice The message will never be minted here; its shares may be refunded at the source.
    event Cancelled(bytes32 indexed messageId, bytes12 indexed isin, bytes message);

    /// @notice A guardian halted one asset, or everything when `isin` is zero.
    event Halted(bytes12 indexed isin, address indexed guardian);

    /// @notice Governance cleared a halt of one asset, or of everything when `isin` is zero.
    event Resumed(bytes12 indexed isin, string reason);

    /// @notice A new asset and its token.
    event AssetListed(bytes12 indexed isin, address indexed token);

    /// @notice The asset's rate limits were set.
    event BucketLimitsChanged(bytes12 indexed isin, uint32 outboundShares, uint32 inboundShares, uint24 windowSeconds);

    /// @notice Shares may (not) leave towards another chain.
    event RouteChanged(uint32 indexed domain, bool open);

    /// @notice The source of issue caps was set.
    event SnapshotOracleChanged(address indexed oracle);

    /// @notice This gateway is not the message's destination.
    error WrongDestination(uint32 destinationDomain, uint32 thisDomain);
    /// @notice The event was minted before.
    error AlreadyMinted(uint32 sourceDomain, bytes32 sourceRef);
    /// @notice The event was cancelled before.
    error AlreadyCancelled(uint32 sourceDomain, bytes32 sourceRef);
    /// @notice An EVM chain's event is named by its sequence number, 1 .. 2^64 - 1.
    error InvalidSequence(bytes32 sourceRef);
    /// @notice The asset is not listed here.
    error UnknownAsset(bytes12 isin);
    /// @notice The asset is listed already.
    error AssetExists(bytes12 isin);
    /// @notice The asset or everything is halted.
    error BridgeHalted(bytes12 isin);
    /// @notice Nothing is halted that could be resumed.
    error NotHalted(bytes12 isin);
    /// @notice Governance must say why it resumes.
    error ReasonRequired();
    /// @notice Shares cannot go to that chain.
    error RouteClosed(uint32 domain);
    /// @notice The bucket has too little left now; the same amount passes at `retryAt` (Unix seconds) if nobody else takes it.
    error RateLimited(bytes12 isin, Direction direction, uint64 amountSu, uint256 retryAt);
    /// @notice The amount is larger than the bucket, so it never passes in one message.
    error AboveBucketCapacity(bytes12 isin, Direction direction, uint64 amountSu, uint64 capacitySu);
    /// @notice No attested snapshot is in force: issues stop by themselves at `validUntil` (Unix seconds; 0 = never had one).
    error SnapshotStale(uint64 validUntil);
    /// @notice The issue would exceed what custody has settled for this chain.
    error IssueCapExceeded(bytes12 isin, uint64 issuedSu, uint64 amountSu, uint64 capSu);
    /// @notice The burn permit's deadline (Unix seconds) has passed.
    error BurnPermitExpired(uint256 deadline);
    /// @notice The burn permit was not signed by its holder.
    error InvalidBurnPermit(address holder);
    /// @notice As many attestations as messages are needed.
    error BatchLengthMismatch(uint256 messages, uint256 attestations);
    /// @notice A bucket's window is 1 .. 2^24 - 1 seconds.
    error InvalidWindow();
    /// @notice The chain's id cannot be a domain: it is 0, 501, 900 or longer than 32 bits.
    error InvalidDomain(uint256 chainId);
    /// @notice The address has no code, or belongs to another gateway.
    error InvalidContract(address account);

    /// @notice Burns the caller's shares and orders them to be minted at the destination, or released from custody (0).
    /// @param isin The asset
    /// @param amountSu Share units, > 0
    /// @param destinationDomain Another chain with an open route, or 0 for custody
    /// @param recipient Destination account: EVM address left-padded with zeros, Solana public key, or the custody
    /// account's 32 bytes
    /// @return messageId keccak256 of the emitted message
    function burn(bytes12 isin, uint64 amountSu, uint32 destinationDomain, bytes32 recipient)
        external
        returns (bytes32 messageId);

    /// @notice Like `burn`, for a holder who signed the order and lets somebody else pay for the transaction.
    /// @param permit What the holder ordered; `permit.nonce` must be `nonces(holder)`
    /// @param signature 65 bytes of an account, or whatever the holder's contract accepts (ERC-1271)
    function burnWithPermit(BurnPermit calldata permit, bytes calldata signature) external returns (bytes32 messageId);

    /// @notice The next nonce of a holder's burn permits.
    function nonces(address holder) external view returns (uint256);

    /// @notice Mints what a message says: an issue, a transfer or a refund. Anyone may submit it.
    /// @param message 130 bytes, as emitted at the source
    /// @param attestation Quorum of signatures over `Mint(bytes32 messageId)`, see `IAttesterSet`
    function mint(bytes calldata message, bytes calldata attestation) external;

    /// @notice Mints several messages. Those already minted or cancelled are passed over; any other fault reverts all.
    /// @return statuses What became of each message, after this call
    function mintBatch(bytes[] calldata messages, bytes[] calldata attestations)
        external
        returns (Status[] memory statuses);

    /// @notice Rules out that a message is ever minted here. Works under a halt. Anyone may submit it.
    /// @param attestation Quorum of signatures over `Cancel(bytes32 messageId)`
    function cancel(bytes calldata message, bytes calldata attestation) external;

    /// @notice What became of a source event here. A refund's sourceRef is the refunded messageId.
    function statusOf(uint32 sourceDomain, bytes32 sourceRef) external view returns (Status);

    /// @notice Figures of several assets, all at the same block.
    /// @return sequence Number of the last burn here (0 = none): burns are numbered 1, 2, 3 … without gaps
    /// @return rawSupplies Total supply of each token, wei (a multiple of 10^10)
    /// @return issuedSu Ever issued here, custody to this chain
    /// @return redeemedSu Ever redeemed here, this chain to custody
    /// @return actionEpochs Action epoch of each token
    function supplies(bytes12[] calldata isins)
        external
        view
        returns (
            uint64 sequence,
            uint256[] memory rawSupplies,
            uint64[] memory issuedSu,
            uint64[] memory redeemedSu,
            uint32[] memory actionEpochs
        );

    /// @notice The asset's token, or zero when it is not listed.
    function tokenOf(bytes12 isin) external view returns (address);

    /// @notice All listed assets in the order of listing.
    function assets() external view returns (bytes12[] memory);

    /// @notice This chain's domain.
    function domain() external view returns (uint32);

    /// @notice Number of the last burn; the next one has this plus 1.
    function sequence() external view returns (uint64);

    /// @notice Whether shares may leave towards a chain. Arrivals do not depend on it: what left must be able to arrive, and
    /// what should not arrive is for attesters to refuse or for guardians to halt.
    function isRouteOpen(uint32 domain_) external view returns (bool open);

    /// @notice State of a bucket now.
    /// @return capacitySu The most it can hold
    /// @return availableSu What passes at once, rounded down
    /// @return windowSeconds Time from empty to full
    function bucketOf(bytes12 isin, Direction direction)
        external
        view
        returns (uint64 capacitySu, uint64 availableSu, uint24 windowSeconds);

    /// @notice When the amount will pass if nobody else takes it: `block.timestamp` or before = at once,
    /// type(uint256).max = never, because it is more than the bucket holds.
    function retryAt(bytes12 isin, Direction direction, uint64 amountSu) external view returns (uint256);

    /// @notice Whether the asset itself is halted, and whether everything is. Zero isin asks for everything only.
    function haltsOf(bytes12 isin) external view returns (bool assetHalted, bool allHalted);

    /// @notice Halts one asset at once: no mints, no issues, no burns towards another chain. Guardian; idempotent.
    function halt(bytes12 isin) external;

    /// @notice Halts everything at once. Guardian; idempotent.
    function haltAll() external;

    /// @notice Clears the halt of one asset. Governance, after its delay.
    function resume(bytes12 isin, string calldata reason) external;

    /// @notice Clears the halt of everything; assets halted one by one stay halted. Governance, after its delay.
    function resumeAll(string calldata reason) external;

    /// @notice Creates an asset's token at its deterministic address. Registrar.
    function listAsset(bytes12 isin, string calldata name, string calldata symbol, BucketLimits calldata limits)
        external
        returns (address token);

    /// @notice Sets an asset's rate limits; what has been taken stays taken, as a share of the window. Governance.
    function setBucketLimits(bytes12 isin, BucketLimits calldata limits) external;

    /// @notice Opens or closes burns towards a chain. Governance.
    function setRoute(uint32 domain_, bool open) external;

    /// @notice Sets the source of issue caps. Governance.
    function setSnapshotOracle(address oracle) external;

    /// @notice Moves all tokens to a new implementation, which may name a new gateway. Governance.
    function upgradeTokens(address implementation_) external;

    /// @notice Where issue caps come from.
    function snapshotOracle() external view returns (address);

    /// @notice keccak256 of the environment's name.
    function salt() external view returns (bytes32);

    /// @notice EIP-712 domain separator of `Mint`, `Cancel`, `BurnPermit` and `AttesterSetChange`.
    function domainSeparator() external view returns (bytes32);

    /// @notice What attesters sign to let a message be minted here.
    function mintDigest(bytes32 messageId) external view returns (bytes32);

    /// @notice What attesters sign to cancel a message here.
    function cancelDigest(bytes32 messageId) external view returns (bytes32);
}
