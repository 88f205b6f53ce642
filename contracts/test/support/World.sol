// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {StockToken} from "../../src/StockToken.sol";
import {IBridgeGateway} from "../../src/interfaces/IBridgeGateway.sol";
import {BridgeMessage} from "../../src/libraries/BridgeMessage.sol";
import {Attesters} from "./Attesters.sol";
import {Chain} from "./Chain.sol";
import {Messages} from "./Messages.sol";
import {SolanaModel} from "./SolanaModel.sol";
import {VM} from "./Vm.sol";

/// @title Two EVM chains, Solana, custody and three holders; every action in any order
/// @notice The fuzzer calls the actions. An action that the contracts refuse for a good reason (halt, limit, too little)
/// changes nothing here either; one that they must refuse is checked to be refused.
contract World {
    enum Fate {
        Pending,
        Minted,
        Cancelled,
        Refunded
    }

    struct Entry {
        BridgeMessage.Message message;
        Fate fate;
    }

    uint256 private constant HOLDERS = 3;
    uint256 private constant RECENT = 6;
    uint64 private constant MOST_SU = 400e8;

    Chain[2] public chains;
    SolanaModel public solana = new SolanaModel();
    Entry[] private _entries;

    uint256[3] public issuedSu;
    uint256[3] public redeemedSu;
    uint256[2] public burns;
    uint64[2] private _epochs;
    uint256 private _rotations;
    uint256 private _orders;
    uint256 public deliveries;

    constructor() {
        VM.warp(1_795_392_000);
        uint32[] memory routes = new uint32[](3);
        (routes[0], routes[1], routes[2]) = (412_346, 84_538_453, 900);
        IBridgeGateway.BucketLimits memory limits = IBridgeGateway.BucketLimits(5000, 5000, 600);
        chains[0] = new Chain(412_346, "local", Attesters.keys("a", 3), routes, limits);
        chains[1] = new Chain(84_538_453, "local", Attesters.keys("b", 3), routes, limits);
        for (uint256 i; i < 9; ++i) {
            order(i / 3, i, 300e8);
            deliver(i << 2, 1);
        }
    }

    /// @notice A custody order settles; its issue waits to be delivered.
    function order(uint256 place, uint256 holder, uint64 amountSu) public {
        place %= 3;
        string memory id = VM.toString(++_orders);
        BridgeMessage.Message memory m = Messages.issue(domainOf(place), id, _amount(amountSu), holderAddress(0));
        m.recipient = account(place, holder);
        _entries.push(Entry(m, Fate.Pending));
    }

    /// @notice A holder burns towards another chain or custody (place 3).
    function burn(uint256 from, uint256 to, uint256 holder, uint256 recipient, uint64 amountSu) external {
        (from, to) = (from % 3, to % 4);
        if (from == to) return;
        amountSu = _amount(amountSu);
        BridgeMessage.Message memory m;
        uint32 destination = to == 3 ? 0 : domainOf(to);
        if (from == 2) {
            try solana.burn(account(2, holder), amountSu, destination, account(to, recipient)) returns (
                BridgeMessage.Message memory burned
            ) {
                m = burned;
            } catch {
                return;
            }
        } else {
            try chains[from].burn(
                holderAddress(holder), Messages.AAPLX, amountSu, destination, account(to, recipient)
            ) returns (
                bytes memory
            ) {
                ++burns[from];
                m = Messages.transfer(domainOf(from), destination, bytes32(burns[from]), amountSu, address(0));
                m.actionEpoch = chains[from].token(Messages.AAPLX).actionEpoch();
                (m.sender, m.recipient) = (account(from, holder), account(to, recipient));
            } catch {
                return;
            }
        }
        if (to == 3) redeemedSu[from] += amountSu;
        else _entries.push(Entry(m, Fate.Pending));
    }

    /// @notice Delivers a message; one that has its fate must be refused, whatever it says now.
    function deliver(uint256 index, uint64 otherAmountSu) public {
        if (_entries.length == 0) return;
        Entry storage entry = _pick(index);
        BridgeMessage.Message memory m = entry.message;
        bool settled = entry.fate != Fate.Pending;
        if (settled && otherAmountSu % 2 == 0) m.amountSu = _amount(otherAmountSu);
        uint256 place = placeOf(m.destinationDomain);
        if (m.kind == BridgeMessage.ISSUE && place < 2) {
            chains[place].publishCap(++_epochs[place], uint64(issuedSu[place]) + m.amountSu);
        }
        if (!_mint(place, Messages.encode(m))) return;
        require(!settled, "minted a message that had its fate");
        entry.fate = Fate.Minted;
        if (m.kind == BridgeMessage.ISSUE) issuedSu[place] += m.amountSu;
        ++deliveries;
    }

    /// @notice Issues more than custody has settled: must be refused.
    function issueWithoutCustody(uint256 place, uint64 amountSu) external {
        place %= 2;
        chains[place].publishCap(++_epochs[place], uint64(issuedSu[place]));
        string memory id = string.concat("unsettled ", VM.toString(++_orders));
        BridgeMessage.Message memory m = Messages.issue(domainOf(place), id, _amount(amountSu), holderAddress(0));
        require(!_mint(place, Messages.encode(m)), "issued without custody");
    }

    /// @notice Cancels a message at its destination; one that has its fate must be refused.
    function cancel(uint256 index) external {
        if (_entries.length == 0) return;
        Entry storage entry = _pick(index);
        bytes memory message = Messages.encode(entry.message);
        uint256 place = placeOf(entry.message.destinationDomain);
        bool done;
        if (place == 2) {
            try solana.cancel(message) {
                done = true;
            } catch {}
        } else {
            try chains[place].cancel(message) {
                done = true;
            } catch {}
        }
        require(done == (entry.fate == Fate.Pending), "cancel works exactly once, also under a halt");
        if (done) entry.fate = Fate.Cancelled;
    }

    /// @notice Refunds a cancelled transfer where it was burned; a second refund must be refused.
    function refund(uint256 index) external {
        if (_entries.length == 0) return;
        Entry storage entry = _pick(index);
        BridgeMessage.Message memory m = entry.message;
        if (m.kind == BridgeMessage.ISSUE || (entry.fate != Fate.Cancelled && entry.fate != Fate.Refunded)) return;
        BridgeMessage.Message memory back = Messages.refund(Messages.encode(m), m);
        if (!_mint(placeOf(back.destinationDomain), Messages.encode(back))) return;
        require(entry.fate == Fate.Cancelled, "refunded twice");
        entry.fate = Fate.Refunded;
    }

    /// @notice Holders trade among themselves.
    function trade(uint256 place, uint256 from, uint256 to, uint256 amountWei) external {
        StockToken token = chains[place % 2].token(Messages.AAPLX);
        address holder = holderAddress(from);
        uint256 balance = token.balanceOf(holder);
        VM.prank(holder);
        require(token.transfer(holderAddress(to), amountWei % (balance + 1)), "transfer says no");
    }

    /// @notice A guardian halts the asset or everything.
    function halt(uint256 place, uint256 seed) external {
        // seldom enough that a run is not over at the first halt
        if (seed % 4 != 0) return;
        bool all = seed % 8 == 0;
        IBridgeGateway gateway = chains[place % 2].GATEWAY();
        VM.prank(chains[place % 2].GUARDIAN());
        if (all) gateway.haltAll();
        else gateway.halt(Messages.AAPLX);
    }

    /// @notice Governance clears whatever is halted.
    function resume(uint256 place) external {
        Chain chain = chains[place % 2];
        IBridgeGateway gateway = chain.GATEWAY();
        (bool asset, bool all) = gateway.haltsOf(Messages.AAPLX);
        if (asset) chain.govern(address(gateway), abi.encodeCall(gateway.resume, (Messages.AAPLX, "checked")));
        if (all) chain.govern(address(gateway), abi.encodeCall(gateway.resumeAll, ("checked")));
    }

    /// @notice The attesters of a chain are replaced by new ones; the old ones are out at once or after an overlap.
    function rotate(uint256 place, uint32 overlapSeconds) external {
        Chain chain = chains[place % 2];
        VM.chainId(chain.DOMAIN());
        uint256[] memory next = Attesters.keys(VM.toString(++_rotations), 3);
        address[] memory members = Attesters.addresses(next);
        (uint32 setId,,,,) = chain.GATEWAY().attesterSet();
        overlapSeconds %= 1 hours;
        bytes32 digest = chain.GATEWAY().attesterSetChangeDigest(setId + 1, members, 2, overlapSeconds);
        chain.GATEWAY().changeAttesters(setId + 1, members, 2, overlapSeconds, chain.attestation(digest));
        chain.setKeys(next);
    }

    /// @notice A corporate action takes effect: no raw amount may change.
    function split(uint256 place, uint64 multiplier) external {
        StockToken token = chains[place % 2].token(Messages.AAPLX);
        VM.prank(chains[place % 2].ISSUER());
        token.scheduleMultiplier(uint256(multiplier) + 1, block.timestamp);
    }

    /// @notice Time goes by and buckets refill.
    function wait_(uint16 time) external {
        VM.warp(block.timestamp + time);
    }

    /// @notice Burned and neither minted nor refunded, share units.
    function inFlightSu() external view returns (uint256 sum) {
        for (uint256 i; i < _entries.length; ++i) {
            Entry storage entry = _entries[i];
            bool open = entry.fate == Fate.Pending || entry.fate == Fate.Cancelled;
            if (open && entry.message.kind != BridgeMessage.ISSUE) sum += entry.message.amountSu;
        }
    }

    /// @notice How many messages there are.
    function entryCount() external view returns (uint256) {
        return _entries.length;
    }

    /// @notice One message and its fate.
    function entryAt(uint256 index) external view returns (Entry memory) {
        return _entries[index];
    }

    /// @notice Address of a holder on both EVM chains.
    function holderAddress(uint256 holder) public pure returns (address) {
        return address(uint160(0x1000 + holder % HOLDERS));
    }

    /// @notice A holder's account at a place: 0, 1 EVM; 2 Solana; 3 custody.
    function account(uint256 place, uint256 holder) public pure returns (bytes32) {
        if (place < 2) return Messages.account(holderAddress(holder));
        return keccak256(abi.encode(place, holder % HOLDERS));
    }

    /// @notice Domain of a chain's place.
    function domainOf(uint256 place) public view returns (uint32) {
        return place == 2 ? solana.DOMAIN() : chains[place].DOMAIN();
    }

    /// @notice Place of a chain's domain.
    function placeOf(uint32 domain) public view returns (uint256) {
        return domain == solana.DOMAIN() ? 2 : domain == chains[0].DOMAIN() ? 0 : 1;
    }

    /// Mostly one of the newest messages, so that they meet fates other than the first chance of being delivered.
    function _pick(uint256 index) private view returns (Entry storage) {
        uint256 count = _entries.length;
        uint256 choice = index >> 2;
        if (index % 4 == 0 || count <= RECENT) return _entries[choice % count];
        return _entries[count - 1 - choice % RECENT];
    }

    function _mint(uint256 place, bytes memory message) private returns (bool) {
        if (place == 2) {
            try solana.mint(message) {
                return true;
            } catch {
                return false;
            }
        }
        try chains[place].mint(message) {
            return true;
        } catch {
            return false;
        }
    }

    function _amount(uint64 amountSu) private pure returns (uint64) {
        return amountSu % MOST_SU + 1;
    }
}
