-- Requests that were received and are not answered yet, or were.
create table attestation_request (
    request_id  uuid        not null,
    message_id  text        not null,
    body        text        not null,
    received_at timestamptz not null,
    answered_at timestamptz,
    constraint attestation_request_pk primary key (request_id)
);
create index attestation_request_open on attestation_request (received_at) where answered_at is null;

-- Written and committed before a key is used: one content per key, purpose and source event, for ever.
create table signing_record (
    key_id     text           not null,
    purpose    text           not null,
    event_id   bytea          not null,
    message_id bytea          not null,
    isin       text           not null,
    amount_su  numeric(20, 0) not null,
    signed_at  timestamptz    not null,
    constraint signing_record_pk primary key (key_id, purpose, event_id)
);
create index signing_record_by_asset on signing_record (isin, signed_at);

-- The newest answer on each message and purpose.
create table attestation_answer (
    message_id  text        not null,
    purpose     text        not null,
    round       integer     not null,
    outcome     text        not null,
    body        text        not null,
    answered_at timestamptz not null,
    constraint attestation_answer_pk primary key (message_id, purpose)
);

-- Latches of this attester: '*' or an ISIN.
create table halt (
    scope    text        not null,
    reason   text        not null,
    set_by   text        not null,
    set_at   timestamptz not null,
    constraint halt_pk primary key (scope)
);

create table verdict (
    isin       text        not null,
    verdict    text        not null,
    evidence   text        not null,
    changed_at timestamptz not null,
    constraint verdict_pk primary key (isin),
    constraint verdict_known check (verdict in ('ok', 'degraded', 'breach'))
);
