-- Corporate actions: what is announced, every version of it, and how far each chain is.
create table corporate_action (
    id           text        not null,
    number       bigint generated always as identity,
    underlying   text        not null,
    kind         text        not null,
    state        text        not null,
    version      integer     not null,
    effective_at timestamptz,
    constraint corporate_action_pk primary key (id),
    constraint corporate_action_number_unique unique (number),
    constraint corporate_action_id_form check (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    constraint corporate_action_kind_known check (kind in ('split', 'reverse_split', 'stock_dividend',
        'cash_dividend', 'spin_off', 'merger', 'ticker_change', 'name_change', 'delisting')),
    constraint corporate_action_state_known check (state in ('announced', 'scheduled', 'effective',
        'completed', 'cancelling', 'cancelled')),
    constraint corporate_action_has_time
        check (effective_at is not null or state in ('announced', 'cancelled'))
);

create index corporate_action_open on corporate_action (effective_at)
    where state in ('scheduled', 'effective', 'cancelling');

-- Each version with the registrar's signature, who said it and why; never changed or deleted.
create table corporate_action_version (
    action_id   text        not null,
    version     integer     not null,
    state       text        not null,
    valid_from  timestamptz not null,
    recorded_at timestamptz not null,
    record      text        not null,
    signature   text        not null,
    key_id      text        not null,
    subject     text        not null,
    reason      text        not null,
    constraint corporate_action_version_pk primary key (action_id, version),
    constraint corporate_action_version_of_action
        foreign key (action_id) references corporate_action (id),
    constraint corporate_action_version_positive check (version > 0),
    constraint corporate_action_reason_length check (length(reason) between 1 and 300)
);

create function keep_action_versions() returns trigger language plpgsql as $$
declare
    before text;
begin
    if tg_op <> 'INSERT' then
        raise exception 'a version of a corporate action is never changed or deleted'
            using errcode = 'integrity_constraint_violation';
    end if;
    if new.version <> 1 + coalesce((select max(v.version) from corporate_action_version v
            where v.action_id = new.action_id), 0) then
        raise exception 'versions of an action are dense: % of %', new.version, new.action_id
            using errcode = 'integrity_constraint_violation';
    end if;
    select v.state into before from corporate_action_version v
        where v.action_id = new.action_id and v.version = new.version - 1;
    if before in ('completed', 'cancelled') then
        raise exception 'the action % has ended: %', new.action_id, before
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;

create trigger corporate_action_version_kept
    before insert or update or delete on corporate_action_version
    for each row execute function keep_action_versions();

create trigger corporate_action_version_not_emptied
    before truncate on corporate_action_version
    for each statement execute function keep_action_versions();

-- What is wanted of one token and how far it is; closed once the chain shows it at finality.
create table corporate_action_chain (
    action_id    text        not null,
    isin         text        not null,
    domain       bigint      not null,
    chain        text        not null,
    multiplier   text        not null,
    epoch        bigint      not null,
    goal         text        not null,
    agreed_at    timestamptz not null,
    effective_at timestamptz not null,
    state        text        not null,
    seen_pending boolean     not null default false,
    seen_height  bigint,
    seen_at      timestamptz,
    sends        integer     not null default 0,
    operation    text,
    tx_id        text,
    last_sent_at timestamptz,
    next_look_at timestamptz not null,
    failures     integer     not null default 0,
    problem      text        not null default '',
    closed_at    timestamptz,
    constraint corporate_action_chain_pk primary key (action_id, isin, domain),
    constraint corporate_action_chain_of_action
        foreign key (action_id) references corporate_action (id),
    constraint corporate_action_chain_goal_known check (goal in ('apply', 'withdraw')),
    constraint corporate_action_chain_state_known
        check (state in ('due', 'sent', 'pending', 'in_force', 'withdrawn')),
    constraint corporate_action_chain_sent_whole
        check ((sends = 0) = (tx_id is null) and (sends = 0) = (last_sent_at is null)
            and (sends = 0) = (operation is null)),
    constraint corporate_action_chain_ends
        check ((closed_at is not null) = (state in ('in_force', 'withdrawn'))),
    constraint corporate_action_chain_not_early check (effective_at >= agreed_at)
);

-- A token has one corporate action at a time: it can show only one.
create unique index corporate_action_chain_one_open on corporate_action_chain (isin, domain)
    where closed_at is null;

-- Every transaction, noted before it was sent.
create table corporate_action_send (
    action_id text        not null,
    isin      text        not null,
    domain    bigint      not null,
    number    integer     not null,
    operation text        not null,
    tx_id     text        not null,
    sent_at   timestamptz not null,
    constraint corporate_action_send_pk primary key (action_id, isin, domain, number),
    constraint corporate_action_send_of_chain foreign key (action_id, isin, domain)
        references corporate_action_chain (action_id, isin, domain)
);
