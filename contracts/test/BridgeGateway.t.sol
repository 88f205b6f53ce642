// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IBridgeGateway} from "../src/interfaces/IBridgeGateway.sol";
import {BridgeMessage} from "../src/libraries/BridgeMessage.sol";
import {Isin} from "../src/libraries/Isin.sol";
import {Attesters} from "./support/Attesters.sol";
import {GatewayTest} from "./support/GatewayTest.sol";
import {Messages} from "./support/Messages.sol";
import {VM} from "./support/Vm.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

contract BridgeGatewayTest is GatewayTest {
    event Burned(bytes32 indexed messageId, bytes12 indexed isin, address indexed sender, bytes message);
    event Minted(bytes32 indexed messageId, bytes12 indexed isin, address indexed recipient, bytes message);
    event Cancelled(bytes32 indexed messageId, bytes12 indexed isin, bytes message);

    function test_burnEmitsTheWholeMessageAndNumbersIt() external {
        BridgeMessage.Message memory m = Messages.transfer(LOCAL, SOLANA, bytes32(uint256(1)), 3 * SHARE, HOLDER);
        (m.sender, m.recipient) = (Messages.account(HOLDER), SOLANA_KEY);
        bytes memory message = Messages.encode(m);
        VM.expectEmit(true, true, true, true, address(gateway));
        emit Burned(keccak256(message), Messages.AAPLX, HOLDER, message);
        VM.prank(HOLDER);
        gateway.burn(Messages.AAPLX, 3 * SHARE, SOLANA, SOLANA_KEY);
        assertEq(gateway.sequence(), 1, "sequence");
        assertEq(token.totalSupply(), 97e18, "supply");
        assertEq(token.balanceOf(HOLDER), 97e18, "balance");
        chain.burn(HOLDER, Messages.AAPLX, 1, REMOTE, Messages.account(HOLDER));
        assertEq(gateway.sequence(), 2, "no gap");
    }

    function test_mintEmitsTheWholeMessageAndCreditsTheRecipient() external {
        bytes memory message = Messages.encode(arrival(2, 5 * SHARE));
        VM.expectEmit(true, true, true, true, address(gateway));
        emit Minted(keccak256(message), Messages.AAPLX, HOLDER, message);
        gateway.mint(message, attestMint(message));
        assertEq(token.balanceOf(HOLDER), 105e18, "balance");
        assertEq(status(arrival(2, 0)), 1, "minted");
        assertEq(status(arrival(3, 0)), 0, "its neighbour is untouched");
    }

    function test_refusesToBurnWhatCouldNotArrive() external {
        VM.prank(HOLDER);
        VM.expectRevert(abi.encodeWithSelector(BridgeMessage.EqualDomains.selector, LOCAL));
        gateway.burn(Messages.AAPLX, 1, LOCAL, Messages.account(HOLDER));
        VM.expectRevert(abi.encodeWithSelector(IBridgeGateway.UnknownAsset.selector, bytes12("US0378331005")));
        gateway.burn("US0378331005", 1, REMOTE, Messages.account(HOLDER));
        VM.expectRevert(BridgeMessage.ZeroAmount.selector);
        gateway.burn(Messages.AAPLX, 0, REMOTE, Messages.account(HOLDER));
        VM.expectRevert(BridgeMessage.ZeroRecipient.selector);
        gateway.burn(Messages.AAPLX, 1, REMOTE, 0);
        VM.expectRevert(abi.encodeWithSelector(BridgeMessage.NonZeroPadding.selector, SOLANA_KEY));
        gateway.burn(Messages.AAPLX, 1, REMOTE, SOLANA_KEY);
        VM.expectRevert(abi.encodeWithSelector(IBridgeGateway.RouteClosed.selector, 77));
        gateway.burn(Messages.AAPLX, 1, 77, Messages.account(HOLDER));
        VM.prank(HOLDER);
        VM.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, HOLDER, 100e18, 101e18));
        gateway.burn(Messages.AAPLX, 101 * SHARE, REMOTE, Messages.account(HOLDER));
        assertEq(gateway.sequence(), 0, "no number is used up");
    }

    function test_refusesMalformedMessages() external {
        bytes memory good = Messages.encode(arrival(2, SHARE));
        bytes memory longer = bytes.concat(good, hex"00");
        refuses(longer, attestMint(longer), abi.encodeWithSelector(BridgeMessage.WrongLength.selector, 131));
        refuses("", attestMint(""), abi.encodeWithSelector(BridgeMessage.WrongLength.selector, 0));
        BridgeMessage.Message memory m = arrival(2, SHARE);
        m.isin = "CH1436219188";
        bytes memory message = Messages.encode(m);
        refuses(message, attestMint(message), abi.encodeWithSelector(Isin.InvalidIsin.selector, m.isin));
        m.isin = "US0378331005";
        message = Messages.encode(m);
        refuses(message, attestMint(message), abi.encodeWithSelector(IBridgeGateway.UnknownAsset.selector, m.isin));
        m = arrival(2, SHARE);
        m.destinationDomain = 42_161;
        message = Messages.encode(m);
        refuses(
            message,
            attestMint(message),
            abi.encodeWithSelector(IBridgeGateway.WrongDestination.selector, 42_161, LOCAL)
        );
    }

    function test_refusesReferencesThatCannotBe() external {
        BridgeMessage.Message memory m = arrival(0, SHARE);
        bytes memory message = Messages.encode(m);
        bytes memory reason = abi.encodeWithSelector(IBridgeGateway.InvalidSequence.selector, m.sourceRef);
        refuses(message, attestMint(message), reason);
        m.sourceRef = bytes32(uint256(1) << 64);
        message = Messages.encode(m);
        reason = abi.encodeWithSelector(IBridgeGateway.InvalidSequence.selector, m.sourceRef);
        refuses(message, attestMint(message), reason);
        // a refund may not pose as the burn with that number
        m = arrival(9, SHARE);
        m.kind = BridgeMessage.REFUND;
        message = Messages.encode(m);
        reason = abi.encodeWithSelector(IBridgeGateway.InvalidSequence.selector, m.sourceRef);
        refuses(message, attestMint(message), reason);
    }

    function test_refusesToMintOneEventTwice() external {
        BridgeMessage.Message memory m = arrival(1, 100 * SHARE);
        bytes memory message = Messages.encode(m);
        bytes memory reason = abi.encodeWithSelector(IBridgeGateway.AlreadyMinted.selector, REMOTE, m.sourceRef);
        refuses(message, attestMint(message), reason);
        // other content for the same event is no other event
        m.amountSu = SHARE;
        message = Messages.encode(m);
        refuses(message, attestMint(message), reason);
    }

    function testFuzz_settlesEachSequenceOnItsOwn(uint64 first, uint64 second) external {
        first = uint64(bound(first, 2, type(uint64).max));
        second = uint64(bound(second, 2, type(uint64).max));
        VM.assume(first != second);
        chain.mint(Messages.encode(arrival(first, SHARE)));
        assertEq(status(arrival(second, 0)), 0, "untouched");
        chain.cancel(Messages.encode(arrival(second, SHARE)));
        assertEq(status(arrival(first, 0)), 1, "minted");
        assertEq(status(arrival(second, 0)), 2, "cancelled");
    }

    function test_cancelledIsNeverMintedAndMintedNeverCancelled() external {
        BridgeMessage.Message memory m = Messages.transfer(SOLANA, LOCAL, keccak256("burn"), SHARE, HOLDER);
        m.sender = SOLANA_KEY;
        bytes memory message = Messages.encode(m);
        bytes memory attestation = attestCancel(message);
        VM.expectEmit(true, true, true, true, address(gateway));
        emit Cancelled(keccak256(message), Messages.AAPLX, message);
        gateway.cancel(message, attestation);
        assertEq(status(m), 2, "cancelled");
        bytes memory reason = abi.encodeWithSelector(IBridgeGateway.AlreadyCancelled.selector, SOLANA, m.sourceRef);
        refuses(message, attestMint(message), reason);
        VM.expectRevert(reason);
        gateway.cancel(message, attestation);
        message = Messages.encode(arrival(1, 100 * SHARE));
        attestation = attestCancel(message);
        VM.expectRevert(abi.encodeWithSelector(IBridgeGateway.AlreadyMinted.selector, REMOTE, bytes32(uint256(1))));
        gateway.cancel(message, attestation);
    }

    function test_signaturesToCancelDoNotMint() external {
        bytes memory message = Messages.encode(arrival(2, SHARE));
        bytes memory attestation = attestCancel(message);
        VM.expectRevert();
        gateway.mint(message, attestation);
        assertEq(status(arrival(2, 0)), 0, "nothing happened");
    }

    function test_refundOfACancelledMessageMintsLikeATransfer() external {
        bytes memory burned = chain.burn(HOLDER, Messages.AAPLX, 10 * SHARE, REMOTE, Messages.account(address(7)));
        BridgeMessage.Message memory m = Messages.transfer(LOCAL, REMOTE, 0, 10 * SHARE, address(7));
        m.sender = Messages.account(HOLDER);
        BridgeMessage.Message memory refund = Messages.refund(burned, m);
        chain.mint(Messages.encode(refund));
        assertEq(token.balanceOf(HOLDER), 100e18, "back");
        assertEq(status(refund), 1, "by the refunded messageId");
        // a refund of a message that was cancelled where it would return to
        refund.sourceDomain = LOCAL;
        chain.mint(Messages.encode(refund));
        assertEq(token.balanceOf(HOLDER), 110e18, "equal domains are allowed");
    }

    function test_batchPassesOverWhatIsDoneAndRevertsForAnythingElse() external {
        bytes[] memory messages = new bytes[](3);
        bytes[] memory attestations = new bytes[](3);
        for (uint256 i; i < 3; ++i) {
            messages[i] = Messages.encode(arrival(i + 1, 100 * SHARE));
            attestations[i] = attestMint(messages[i]);
        }
        IBridgeGateway.Status[] memory statuses = gateway.mintBatch(messages, attestations);
        assertEq(uint256(statuses[0]) + uint256(statuses[1]) + uint256(statuses[2]), 3, "all minted");
        assertEq(token.totalSupply(), 300e18, "the first only once");
        messages[2] = Messages.encode(arrival(4, SHARE));
        attestations[2] = attestations[1];
        VM.expectRevert();
        gateway.mintBatch(messages, attestations);
        VM.expectRevert(abi.encodeWithSelector(IBridgeGateway.BatchLengthMismatch.selector, 3, 2));
        gateway.mintBatch(messages, new bytes[](2));
    }

    function test_bucketsNameTheSecondAtWhichAnAmountPasses() external {
        chain.mint(Messages.encode(arrival(2, 900 * SHARE)));
        bytes memory message = Messages.encode(arrival(3, 500 * SHARE));
        uint256 passes = START + WINDOW / 2;
        bytes memory attestation = attestMint(message);
        refuses(
            message,
            attestation,
            abi.encodeWithSelector(
                IBridgeGateway.RateLimited.selector,
                Messages.AAPLX,
                IBridgeGateway.Direction.Inbound,
                500 * SHARE,
                passes
            )
        );
        assertEq(gateway.retryAt(Messages.AAPLX, IBridgeGateway.Direction.Inbound, 500 * SHARE), passes, "as asked");
        VM.warp(passes);
        gateway.mint(message, attestation);
        message = Messages.encode(arrival(4, 1000 * SHARE + 1));
        refuses(
            message,
            attestMint(message),
            abi.encodeWithSelector(
                IBridgeGateway.AboveBucketCapacity.selector,
                Messages.AAPLX,
                IBridgeGateway.Direction.Inbound,
                1000 * SHARE + 1,
                1000 * SHARE
            )
        );
        // the other direction and the other asset have their own buckets; redeeming has none
        (uint64 capacity, uint64 available,) = gateway.bucketOf(Messages.AAPLX, IBridgeGateway.Direction.Outbound);
        assertEq(available, capacity, "outbound");
        (, available,) = gateway.bucketOf(Messages.TSLAX, IBridgeGateway.Direction.Inbound);
        assertEq(available, 1000 * SHARE, "other asset");
        chain.burn(HOLDER, Messages.AAPLX, 1000 * SHARE, REMOTE, Messages.account(HOLDER));
        chain.burn(HOLDER, Messages.AAPLX, 500 * SHARE, 0, SOLANA_KEY);
    }

    function test_permitBurnsOnlyWhatTheHolderSigned() external {
        uint256 key = 0xa11ce;
        address holder = VM.addr(key);
        VM.prank(HOLDER);
        assertTrue(token.transfer(holder, 10e18), "transfer");
        IBridgeGateway.BurnPermit memory permit = IBridgeGateway.BurnPermit({
            holder: holder,
            isin: Messages.AAPLX,
            amountSu: 4 * SHARE,
            destinationDomain: SOLANA,
            recipient: SOLANA_KEY,
            nonce: 0,
            deadline: START + 60
        });
        bytes memory signature = Attesters.signOne(key, _permitDigest(permit));
        permit.recipient = bytes32(uint256(1));
        VM.expectRevert(abi.encodeWithSelector(IBridgeGateway.InvalidBurnPermit.selector, holder));
        gateway.burnWithPermit(permit, signature);
        permit.recipient = SOLANA_KEY;
        gateway.burnWithPermit(permit, signature);
        assertEq(token.balanceOf(holder), 6e18, "burned");
        VM.expectRevert(abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, holder, 1));
        gateway.burnWithPermit(permit, signature);
        permit.nonce = 1;
        signature = Attesters.signOne(key, _permitDigest(permit));
        VM.warp(START + 61);
        VM.expectRevert(abi.encodeWithSelector(IBridgeGateway.BurnPermitExpired.selector, START + 60));
        gateway.burnWithPermit(permit, signature);
    }

    function test_suppliesAnswersInOneCall() external {
        chain.publishCap(1, 50 * SHARE);
        chain.mint(Messages.encode(Messages.issue(LOCAL, "order-1", 50 * SHARE, HOLDER)));
        chain.burn(HOLDER, Messages.AAPLX, 7 * SHARE, 0, SOLANA_KEY);
        bytes12[] memory isins = new bytes12[](2);
        (isins[0], isins[1]) = (Messages.AAPLX, Messages.TSLAX);
        (
            uint64 sequence,
            uint256[] memory raw,
            uint64[] memory issued,
            uint64[] memory redeemed,
            uint32[] memory epochs
        ) = gateway.supplies(isins);
        assertEq(sequence, 1, "sequence");
        assertEq(raw[0], 143e18, "supply");
        assertEq(issued[0], 50 * SHARE, "issued");
        assertEq(redeemed[0], 7 * SHARE, "redeemed");
        assertEq(raw[1] + issued[1] + redeemed[1] + epochs[0] + epochs[1], 0, "nothing else");
        isins[1] = "US0378331005";
        VM.expectRevert(abi.encodeWithSelector(IBridgeGateway.UnknownAsset.selector, isins[1]));
        gateway.supplies(isins);
    }

    function test_issuesStopAtTheCapAndWithoutASnapshot() external {
        bytes memory message = Messages.encode(Messages.issue(LOCAL, "order-1", 50 * SHARE, HOLDER));
        refuses(message, attestMint(message), abi.encodeWithSelector(IBridgeGateway.SnapshotStale.selector, 0));
        chain.publishCap(1, 50 * SHARE);
        chain.mint(message);
        message = Messages.encode(Messages.issue(LOCAL, "order-2", 1, HOLDER));
        bytes memory attestation = attestMint(message);
        refuses(
            message,
            attestation,
            abi.encodeWithSelector(IBridgeGateway.IssueCapExceeded.selector, Messages.AAPLX, 50 * SHARE, 1, 50 * SHARE)
        );
        chain.publishCap(2, 51 * SHARE);
        uint256 end = START + chain.MAX_VALIDITY();
        VM.warp(end + 1);
        refuses(message, attestation, abi.encodeWithSelector(IBridgeGateway.SnapshotStale.selector, end));
        // transfers do not depend on snapshots
        chain.mint(Messages.encode(arrival(2, SHARE)));
        VM.warp(end);
        gateway.mint(message, attestation);
    }

    function _permitDigest(IBridgeGateway.BurnPermit memory permit) private view returns (bytes32) {
        bytes32 typeHash = keccak256(
            "BurnPermit(address holder,bytes12 isin,uint64 amountSu,uint32 destinationDomain,bytes32 recipient,uint256 nonce,uint256 deadline)"
        );
        bytes32 structHash = keccak256(abi.encode(typeHash, permit));
        return keccak256(abi.encodePacked(hex"1901", gateway.domainSeparator(), structHash));
    }
}
