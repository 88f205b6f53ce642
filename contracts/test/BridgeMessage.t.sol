// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {BridgeMessage} from "../src/libraries/BridgeMessage.sol";
import {Isin} from "../src/libraries/Isin.sol";
import {ReplayRecord} from "../src/libraries/ReplayRecord.sol";
import {Messages} from "./support/Messages.sol";
import {Test} from "./support/Test.sol";
import {VM} from "./support/Vm.sol";

contract Codec {
    function decode(bytes calldata data) external pure returns (BridgeMessage.Message memory) {
        return BridgeMessage.decode(data);
    }

    function encode(BridgeMessage.Message memory m) external pure returns (bytes memory) {
        return BridgeMessage.encode(
            m.kind,
            m.sourceDomain,
            m.destinationDomain,
            uint64(uint256(m.sourceRef)),
            m.isin,
            m.amountSu,
            m.actionEpoch,
            address(uint160(uint256(m.sender))),
            m.recipient
        );
    }
}

contract BridgeMessageTest is Test {
    string private constant VECTORS = "../vectors/message-v1.json";

    Codec private immutable CODEC = new Codec();

    function testFuzz_encodesAsSpecifiedAndDecodesToTheSame(
        bool redeem,
        uint32 source,
        uint32 destination,
        uint64 sequence,
        uint64 amountSu,
        uint32 epoch,
        address sender,
        bytes32 recipient
    ) external view {
        source = uint32(bound(source, 1000, type(uint32).max));
        destination = redeem ? 0 : source == 900 ? 501 : 900;
        BridgeMessage.Message memory m = BridgeMessage.Message({
            kind: redeem ? BridgeMessage.REDEEM : BridgeMessage.TRANSFER,
            sourceDomain: source,
            destinationDomain: destination,
            sourceRef: bytes32(uint256(sequence)),
            isin: Messages.AAPLX,
            amountSu: amountSu == 0 ? 1 : amountSu,
            actionEpoch: epoch,
            sender: Messages.account(sender),
            recipient: recipient == 0 ? bytes32(uint256(1)) : recipient
        });
        bytes memory encoded = CODEC.encode(m);
        assertEq(encoded, Messages.encode(m), "bytes");
        assertEq(abi.encode(CODEC.decode(encoded)), abi.encode(m), "fields");
    }

    /// Whatever the bytes: the codec either refuses them or they are exactly what its fields encode to.
    function testFuzz_acceptsOnlyTheOneEncoding(bytes calldata noise, uint8 kind, uint64 place, bytes1 change)
        external
        view
    {
        BridgeMessage.Message memory m = Messages.transfer(412_346, 900, bytes32(uint256(7)), 1e8, address(0xabc));
        m.kind = kind % 6;
        bytes memory data = noise.length == 130 ? bytes(noise) : Messages.encode(m);
        data[place % data.length] = change;
        try CODEC.decode(data) returns (BridgeMessage.Message memory decoded) {
            assertEq(Messages.encode(decoded), data, "one encoding");
            assertTrue(decoded.amountSu != 0 && decoded.recipient != 0, "never empty");
            assertTrue(Isin.isValid(decoded.isin), "ISIN");
        } catch (bytes memory reason) {
            assertTrue(reason.length >= 4, "refusals have a reason");
        }
    }

    function test_matchesTheGoldenVectors() external view {
        string memory json = VM.readFile(VECTORS);
        uint256 count;
        for (; VM.keyExistsJson(json, _path("valid", count, "")); ++count) {
            bytes memory encoded = VM.parseJsonBytes(json, _path("valid", count, ".encoded"));
            string memory name = VM.parseJsonString(json, _path("valid", count, ".name"));
            BridgeMessage.Message memory m = CODEC.decode(encoded);
            BridgeMessage.Message memory expected = _fields(json, _path("valid", count, ".fields."));
            assertEq(abi.encode(m), abi.encode(expected), name);
            assertEq(keccak256(encoded), VM.parseJsonBytes32(json, _path("valid", count, ".messageId")), name);
            assertEq(
                ReplayRecord.eventId(m.sourceDomain, m.sourceRef),
                VM.parseJsonBytes32(json, _path("valid", count, ".eventId")),
                name
            );
        }
        assertTrue(count >= 10, "vectors are there");
    }

    function test_refusesTheGoldenInvalidVectorsEachForItsReason() external view {
        string memory json = VM.readFile(VECTORS);
        uint256 count;
        for (; VM.keyExistsJson(json, _path("invalid", count, "")); ++count) {
            bytes memory encoded = VM.parseJsonBytes(json, _path("invalid", count, ".encoded"));
            string memory name = VM.parseJsonString(json, _path("invalid", count, ".name"));
            bytes4 expected = _selector(VM.parseJsonString(json, _path("invalid", count, ".error")));
            try CODEC.decode(encoded) {
                assertTrue(false, string.concat("accepted: ", name));
            } catch (bytes memory reason) {
                assertEq(bytes32(bytes4(reason)), bytes32(expected), name);
            }
        }
        assertTrue(count >= 30, "vectors are there");
    }

    function _fields(string memory json, string memory path) private pure returns (BridgeMessage.Message memory m) {
        m.kind = uint8(VM.parseJsonUint(json, string.concat(path, "kind")));
        m.sourceDomain = uint32(VM.parseJsonUint(json, string.concat(path, "sourceDomain")));
        m.destinationDomain = uint32(VM.parseJsonUint(json, string.concat(path, "destinationDomain")));
        m.sourceRef = VM.parseJsonBytes32(json, string.concat(path, "sourceRef"));
        m.isin = bytes12(bytes(VM.parseJsonString(json, string.concat(path, "isin"))));
        m.amountSu = uint64(VM.parseUint(VM.parseJsonString(json, string.concat(path, "amountSu"))));
        m.actionEpoch = uint32(VM.parseJsonUint(json, string.concat(path, "actionEpoch")));
        m.sender = VM.parseJsonBytes32(json, string.concat(path, "sender"));
        m.recipient = VM.parseJsonBytes32(json, string.concat(path, "recipient"));
    }

    function _selector(string memory code) private pure returns (bytes4) {
        bytes32 key = keccak256(bytes(code));
        if (key == keccak256("WRONG_LENGTH")) return BridgeMessage.WrongLength.selector;
        if (key == keccak256("UNKNOWN_VERSION")) return BridgeMessage.UnknownVersion.selector;
        if (key == keccak256("UNKNOWN_KIND")) return BridgeMessage.UnknownKind.selector;
        if (key == keccak256("EQUAL_DOMAINS")) return BridgeMessage.EqualDomains.selector;
        if (key == keccak256("KIND_DOMAIN_MISMATCH")) return BridgeMessage.KindDomainMismatch.selector;
        if (key == keccak256("INVALID_ISIN")) return Isin.InvalidIsin.selector;
        if (key == keccak256("ZERO_AMOUNT")) return BridgeMessage.ZeroAmount.selector;
        if (key == keccak256("ZERO_RECIPIENT")) return BridgeMessage.ZeroRecipient.selector;
        if (key == keccak256("NON_ZERO_PADDING")) return BridgeMessage.NonZeroPadding.selector;
        return 0;
    }

    function _path(string memory list, uint256 index, string memory field) private pure returns (string memory) {
        return string.concat(".", list, "[", VM.toString(index), "]", field);
    }
}
