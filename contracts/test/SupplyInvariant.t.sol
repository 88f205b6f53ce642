// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {BridgeMessage} from "../src/libraries/BridgeMessage.sol";
import {Chain} from "./support/Chain.sol";
import {Messages} from "./support/Messages.sol";
import {Test} from "./support/Test.sol";
import {VM} from "./support/Vm.sol";
import {World} from "./support/World.sol";

/// @title The accounting identity over several chains, whatever order things happen in
contract SupplyInvariantTest is Test {
    World private _world;

    function setUp() external {
        _world = new World();
        targets.push(address(_world));
    }

    /// A long seeded run really gets everywhere, so that the invariants are not about a world in which nothing happens.
    function test_aLongRunReachesEveryFate() external {
        uint256 seed = 20_261_123;
        for (uint256 i; i < 600; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            (uint256 a, uint256 b, uint64 amount) = (seed >> 16, seed >> 48, uint64(seed >> 192));
            uint256 action = seed % 16;
            if (action < 6) _world.burn(a, b, a >> 8, b >> 8, amount);
            else if (action < 9) _world.deliver(a, amount);
            else if (action == 9) _world.order(a, b, amount);
            else if (action < 12) _world.cancel(a);
            else if (action == 12) _world.refund(a);
            else if (action == 13) _world.rotate(a, uint32(b));
            else if (action == 14) _world.halt(a, b);
            else _world.wait_(uint16(b));
            if (action == 15) _world.resume(a);
        }
        uint256[4] memory fates;
        uint256 redeemed;
        for (uint256 i; i < _world.entryCount(); ++i) {
            ++fates[uint256(_world.entryAt(i).fate)];
        }
        for (uint256 i; i < 3; ++i) {
            redeemed += _world.redeemedSu(i);
        }
        string memory counts = string.concat(
            VM.toString(fates[0]),
            " pending, ",
            VM.toString(fates[1]),
            " minted, ",
            VM.toString(fates[2]),
            " cancelled, ",
            VM.toString(fates[3]),
            " refunded, burns ",
            VM.toString(_world.burns(0))
        );
        assertTrue(fates[1] >= 40 && fates[2] >= 3 && fates[3] >= 3, counts);
        assertTrue(redeemed > 0 && _world.burns(0) >= 10 && _world.burns(1) >= 10, counts);
        invariant_supplyPlusInFlightIsIssuedMinusRedeemed();
        invariant_gatewaysCountWhatHappened();
        invariant_eachEventHasOneOutcome();
    }

    /// Σ supply + in flight = issued − redeemed
    function invariant_supplyPlusInFlightIsIssuedMinusRedeemed() public view {
        uint256 issued;
        uint256 redeemed;
        uint256 supply = _world.solana().supplySu();
        for (uint256 i; i < 3; ++i) {
            issued += _world.issuedSu(i);
            redeemed += _world.redeemedSu(i);
            if (i < 2) supply += _supply(i, Messages.AAPLX) / 1e10;
        }
        assertEq(supply + _world.inFlightSu(), issued - redeemed, "identity");
    }

    /// The gateways' own counters agree with what happened, and the supply is whole share units held by the holders.
    function invariant_gatewaysCountWhatHappened() public view {
        bytes12[] memory isins = new bytes12[](1);
        isins[0] = Messages.AAPLX;
        for (uint256 i; i < 2; ++i) {
            Chain chain = _world.chains(i);
            (uint64 sequence, uint256[] memory raw, uint64[] memory issued, uint64[] memory redeemed,) =
                chain.GATEWAY().supplies(isins);
            assertEq(sequence, _world.burns(i), "burns are numbered without gaps");
            assertEq(issued[0], _world.issuedSu(i), "issued");
            assertEq(redeemed[0], _world.redeemedSu(i), "redeemed");
            assertEq(raw[0] % 1e10, 0, "no dust");
            uint256 held;
            for (uint256 h; h < 3; ++h) {
                held += chain.token(Messages.AAPLX).balanceOf(_world.holderAddress(h));
            }
            assertEq(held, raw[0], "balances add up to the supply");
            assertEq(_supply(i, Messages.TSLAX), 0, "the other asset is untouched");
        }
    }

    /// Every event has the one outcome that it had, on its chain.
    function invariant_eachEventHasOneOutcome() public view {
        for (uint256 i; i < _world.entryCount(); ++i) {
            World.Entry memory entry = _world.entryAt(i);
            BridgeMessage.Message memory m = entry.message;
            uint256 place = _world.placeOf(m.destinationDomain);
            if (place == 2) continue;
            uint256 status = uint256(_world.chains(place).GATEWAY().statusOf(m.sourceDomain, m.sourceRef));
            uint256 expected = entry.fate == World.Fate.Pending ? 0 : entry.fate == World.Fate.Minted ? 1 : 2;
            assertEq(status, expected, "outcome");
        }
    }

    function _supply(uint256 place, bytes12 isin) private view returns (uint256) {
        return _world.chains(place).token(isin).totalSupply();
    }
}
