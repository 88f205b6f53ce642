-- A scope can be latched for several reasons at once; each is cleared by itself.
alter table halt add column origin text not null default 'guardian';
update halt set origin = 'breach' where set_by = 'verdict breach';
alter table halt alter column origin drop default;
alter table halt drop constraint halt_pk;
alter table halt add constraint halt_pk primary key (scope, origin);

-- The newest signed verdict of each other attester: an older one, sent again, changes nothing.
create table peer_verdict (
    attester   text        not null,
    isin       text        not null,
    verdict    text        not null,
    record     text        not null,
    signed_at  timestamptz not null,
    constraint peer_verdict_pk primary key (attester, isin),
    constraint peer_verdict_known check (verdict in ('ok', 'degraded', 'breach'))
);

-- Every latch that was lifted: by whom, why, and the signed record of it.
create table halt_clearing (
    scope      text        not null,
    origin     text        not null,
    cleared_at timestamptz not null,
    record     text        not null,
    constraint halt_clearing_pk primary key (scope, origin, cleared_at)
);
create trigger halt_clearing_append_only before update or delete on halt_clearing
    for each row execute function refuse_change();

-- Halts that this attester's guardian key owes a chain. Written with the breach; settled by what the
-- chain shows at finality, never by a transaction's hash.
create table chain_halt (
    isin             text        not null,
    domain           bigint      not null,
    state            text        not null,
    requested_at     timestamptz not null,
    attempts         integer     not null default 0,
    nonce            bigint,
    max_fee_wei      numeric(39, 0),
    priority_fee_wei numeric(39, 0),
    tx_hash          text,
    raw_tx           text,
    next_try_at      timestamptz not null,
    problem          text        not null default '',
    settled_at       timestamptz,
    constraint chain_halt_pk primary key (isin, domain),
    constraint chain_halt_state_known check (state in ('pending', 'halted', 'withdrawn')),
    constraint chain_halt_sent_whole check (
        num_nulls(nonce, max_fee_wei, priority_fee_wei, tx_hash, raw_tx) in (0, 5))
);
create index chain_halt_pending on chain_halt (domain, requested_at) where state = 'pending';
