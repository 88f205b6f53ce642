-- Facts that must reach Kafka because the state beside them was committed.
create table outbox (
    id          bigint generated always as identity,
    event_id    uuid        not null,
    topic       text        not null,
    record_key  text        not null,
    type        text        not null,
    payload     text        not null,
    created_at  timestamptz not null,
    attempts    integer     not null default 0,
    retry_at    timestamptz,
    last_error  text,
    constraint outbox_pk primary key (id),
    constraint outbox_event_id_unique unique (event_id),
    constraint outbox_topic_not_empty check (topic <> ''),
    constraint outbox_attempts_not_negative check (attempts >= 0)
);

create index outbox_by_key on outbox (topic, record_key, id);

-- Events whose effect is already part of this database, one row per consumer.
create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null,
    constraint inbox_pk primary key (consumer, event_id)
);

create index inbox_by_received_at on inbox (received_at);
