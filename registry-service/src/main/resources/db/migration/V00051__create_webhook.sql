-- Who gets changes sent, and how far: the cursor is the last change that was taken or is not asked for.
create table webhook (
    id              uuid        not null,
    url             text        not null,
    types           text        not null,
    description     text        not null,
    secret          text        not null,
    status          text        not null,
    cursor          bigint      not null,
    created_at      timestamptz not null,
    created_by      text        not null,
    failures        integer     not null default 0,
    failing_since   timestamptz,
    next_attempt_at timestamptz not null,
    lease           uuid,
    leased_until    timestamptz,
    disabled_reason text,
    constraint webhook_pk primary key (id),
    constraint webhook_status_known check (status in ('active', 'disabled')),
    constraint webhook_cursor_not_negative check (cursor >= 0),
    constraint webhook_failing_has_a_time check ((failures = 0) = (failing_since is null)),
    constraint webhook_lease_ends check ((lease is null) = (leased_until is null)),
    constraint webhook_disabled_has_a_reason check ((status = 'disabled') = (disabled_reason is not null))
);
create index webhook_due on webhook (next_attempt_at) where status = 'active';

comment on column webhook.types is 'separated by commas; empty for all';
comment on column webhook.lease is 'the sender that is at work; it proves with it that it still is';

-- Every attempt, whatever became of it.
create table webhook_delivery (
    id            bigint generated always as identity,
    webhook_id    uuid        not null,
    change_number bigint      not null,
    message_id    text        not null,
    attempt       integer     not null,
    manual        boolean     not null,
    attempted_at  timestamptz not null,
    duration_ms   bigint      not null,
    status        integer,
    error         text,
    constraint webhook_delivery_pk primary key (id),
    constraint webhook_delivery_webhook_fk foreign key (webhook_id) references webhook (id)
        on delete cascade,
    constraint webhook_delivery_change_fk foreign key (change_number) references registry_change (number),
    constraint webhook_delivery_attempt_positive check (attempt > 0),
    constraint webhook_delivery_has_an_outcome check (status is not null or error is not null)
);
create index webhook_delivery_of_webhook on webhook_delivery (webhook_id, id);
