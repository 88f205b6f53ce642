-- The answer of each write that named a key, kept in the transaction of its effect.
create table idempotency_key (
    issuer      text        not null collate "C",
    subject     text        not null collate "C",
    key         text        not null collate "C",
    fingerprint text        not null,
    status      integer     not null,
    body        text,
    recorded_at timestamptz not null,
    constraint idempotency_key_pk primary key (issuer, subject, key),
    constraint idempotency_key_form check (key ~ '^[ -~]{1,255}$'),
    constraint idempotency_key_fingerprint_form check (fingerprint ~ '^[0-9a-f]{64}$'),
    -- Only a write that had its effect keeps an answer.
    constraint idempotency_key_status_range check (status between 200 and 299)
);
create index idempotency_key_age on idempotency_key (recorded_at);

create trigger idempotency_key_kept before update on idempotency_key
    for each row execute function refuse_change();
