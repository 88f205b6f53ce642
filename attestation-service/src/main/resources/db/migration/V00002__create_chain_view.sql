-- Heights on EVM chains are block numbers, on Solana slots; amounts are share units.
-- How far this attester has replayed each chain; written with the events themselves.
create table chain_progress (
    domain     bigint      not null,
    cursor     text        not null,
    height     bigint      not null,
    hash       bytea       not null,
    block_time timestamptz not null,
    checked_at timestamptz not null,
    constraint chain_progress_pk primary key (domain)
);

-- Every finalized event of every chain, once.
create table chain_event (
    domain      bigint         not null,
    tx_id       text           not null,
    event_index integer        not null,
    kind        text           not null,
    height      bigint         not null,
    block_time  timestamptz    not null,
    isin        text,
    change_su   numeric(21, 0) not null,
    message_id  bytea,
    detail      text           not null,
    observed_at timestamptz    not null,
    constraint chain_event_pk primary key (domain, tx_id, event_index, kind)
);
create index chain_event_by_height on chain_event (domain, height);
create index chain_event_by_message on chain_event (message_id) where message_id is not null;
create index chain_event_foreign on chain_event (isin)
    where kind in ('UNMATCHED_MINT', 'UNMATCHED_SUPPLY_CHANGE');

-- Sums of chain_event up to the progress of the chain, so that no sum runs over all of history.
create table ledger_total (
    domain      bigint         not null,
    isin        text           not null,
    supply_su   numeric(21, 0) not null,
    issued_su   numeric(20, 0) not null,
    redeemed_su numeric(20, 0) not null,
    constraint ledger_total_pk primary key (domain, isin)
);

-- One row per message (or unroutable burn): its source as seen here, its mint as seen here.
create table message_flow (
    message_id       bytea          not null,
    kind             text           not null,
    isin             text           not null,
    amount_su        numeric(20, 0) not null,
    message          bytea,
    source_domain    bigint,
    source_height    bigint,
    source_tx        text,
    burned_at        timestamptz,
    mint_domain      bigint,
    mint_height      bigint,
    mint_tx          text,
    mint_isin        text,
    mint_amount_su   numeric(20, 0),
    mint_recipient   bytea,
    minted_at        timestamptz,
    mint_observed_at timestamptz,
    match_state      text           not null,
    match_detail     text           not null,
    constraint message_flow_pk primary key (message_id),
    constraint message_flow_kind_known
        check (kind in ('UNKNOWN', 'ISSUE', 'TRANSFER', 'REDEEM', 'REFUND', 'UNROUTABLE')),
    constraint message_flow_match_known check (match_state in ('OPEN', 'ORPHAN', 'MATCHED', 'MISMATCH'))
);
create index message_flow_open on message_flow (isin) where mint_height is null and kind <> 'REDEEM';
create index message_flow_suspect on message_flow (isin) where match_state in ('ORPHAN', 'MISMATCH');
create index message_flow_by_mint on message_flow (mint_domain, mint_height);
create index message_flow_by_source on message_flow (source_domain, source_height);

-- Check 1: the newest comparison of state and replay.
create table supply_reading (
    domain    bigint         not null,
    isin      text           not null,
    height    bigint         not null,
    state_su  numeric(20, 0) not null,
    replay_su numeric(21, 0) not null,
    epoch     bigint         not null,
    halted    boolean        not null,
    read_at   timestamptz    not null,
    mismatch_since timestamptz,
    constraint supply_reading_pk primary key (domain, isin)
);
