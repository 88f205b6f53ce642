-- Tokens whose chain is read: what the newest reading said, and when the next one is due.
create sequence observation_number;

create table observed_token (
    token_key        text        not null,
    caip19           text        not null,
    chain            text        not null,
    expectation      text        not null,
    due_at           timestamptz not null,
    number           bigint      not null,
    status           text        not null default 'not_read',
    differences      text        not null default '[]',
    facts            text,
    raw_supply       text,
    decimals         integer,
    transferable     boolean,
    height           bigint,
    block_hash       text,
    block_time       timestamptz,
    read_at          timestamptz,
    first_seen_at    timestamptz,
    last_verified_at timestamptz,
    kept_digest      text,
    kept_at          timestamptz,
    failure          text,
    failure_detail   text,
    failed_at        timestamptz,
    failures         integer     not null default 0,
    constraint observed_token_pk primary key (token_key),
    constraint observed_token_number_unique unique (number),
    constraint observed_token_status_known check (status in ('not_read', 'verified', 'mismatch')),
    constraint observed_token_read_has_position
        check ((status = 'not_read') = (read_at is null) and (read_at is null) = (height is null)
            and (height is null) = (block_hash is null) and (height is null) = (facts is null)),
    constraint observed_token_mismatch_has_differences
        check ((status = 'mismatch') = (differences <> '[]')),
    constraint observed_token_verified_has_date
        check (status <> 'verified' or last_verified_at = read_at),
    constraint observed_token_failure_known
        check (failure in ('unavailable', 'disagreement', 'bad_answer')),
    constraint observed_token_failure_whole
        check ((failure is null) = (failed_at is null) and (failure is null) = (failures = 0))
);

create index observed_token_due on observed_token (due_at, token_key);

-- Every reading that said something else than the one before, and at least one a day.
create table observation (
    number      bigint      not null,
    token_key   text        not null,
    status      text        not null,
    differences text        not null,
    facts       text        not null,
    height      bigint      not null,
    block_hash  text        not null,
    block_time  timestamptz not null,
    read_at     timestamptz not null,
    constraint observation_pk primary key (number),
    constraint observation_token_fk foreign key (token_key) references observed_token (token_key),
    constraint observation_status_known check (status in ('verified', 'mismatch'))
);

create index observation_by_token on observation (token_key, number desc);

create function refuse_change_of_observation() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are never changed', tg_table_name using errcode = 'restrict_violation';
end;
$$;

create trigger observation_append_only before update or delete on observation
    for each row execute function refuse_change_of_observation();
