-- One bitemporal table in place of the tables of the current state: what was true (valid_from, until
-- the next statement of the entry) times when it was known (recorded_at, until superseded_at).
create table entry_version (
    kind          text        not null,
    key           text        not null,
    version       integer     not null,
    valid_from    timestamptz not null,
    recorded_at   timestamptz not null,
    superseded_at timestamptz,
    content       jsonb,
    record        text        not null,
    signature     text        not null,
    key_id        text        not null,
    reason        text        not null,
    subject       text        not null,
    constraint entry_version_pk primary key (kind, key, version),
    constraint entry_version_kind_known check (kind in ('underlying', 'instrument', 'impostor')),
    constraint entry_version_positive check (version > 0),
    constraint entry_version_superseded_later check (superseded_at > recorded_at)
);

comment on column entry_version.content is 'null: the statement at valid_from is withdrawn';

-- At most one statement per entry and valid_from holds.
create unique index entry_version_open on entry_version (kind, key, valid_from)
    where superseded_at is null;
create index entry_version_scheduled on entry_version (valid_from)
    where superseded_at is null and valid_from > recorded_at;

-- Every change in the order of commits: what the feed, mirrors and signed states follow.
create table registry_change (
    number      bigint      not null,
    kind        text        not null,
    key         text        not null,
    version     integer     not null,
    phase       text        not null,
    types       jsonb       not null,
    occurred_at timestamptz not null,
    constraint registry_change_pk primary key (number),
    constraint registry_change_once unique (kind, key, version, phase),
    constraint registry_change_version_fk foreign key (kind, key, version)
        references entry_version (kind, key, version),
    constraint registry_change_phase_known
        check (phase in ('effective', 'scheduled', 'cancelled', 'corrected'))
);

-- By which names an entry is found, at any time. An exclusive name is one entry's only.
create table entry_name (
    name      text    not null,
    category  text    not null,
    kind      text    not null,
    key       text    not null,
    group_key text    not null,
    exclusive boolean not null,
    constraint entry_name_pk primary key (name, category, kind, key, group_key)
);

create unique index entry_name_exclusive on entry_name (name) where exclusive;
create index entry_name_by_group on entry_name (group_key);
create index entry_name_by_entry on entry_name (kind, key);

create function keep_entry_versions() returns trigger language plpgsql as $$
declare
    newest entry_version;
begin
    if tg_op = 'DELETE' then
        raise exception 'a version is never deleted' using errcode = 'integrity_constraint_violation';
    end if;
    if tg_op = 'UPDATE' then
        if old.superseded_at is not null or new.superseded_at is null
            or (new.kind, new.key, new.version, new.valid_from, new.recorded_at, new.content, new.record,
                new.signature, new.key_id, new.reason, new.subject)
            is distinct from
            (old.kind, old.key, old.version, old.valid_from, old.recorded_at, old.content, old.record,
                old.signature, old.key_id, old.reason, old.subject) then
            raise exception 'a version is only ever superseded, once'
                using errcode = 'integrity_constraint_violation';
        end if;
        return new;
    end if;
    select * into newest from entry_version
        where kind = new.kind and key = new.key order by version desc limit 1;
    if new.version <> coalesce(newest.version, 0) + 1 or new.recorded_at < newest.recorded_at then
        raise exception 'versions of an entry are dense and recorded in their order'
            using errcode = 'integrity_constraint_violation';
    end if;
    if exists (select 1 from entry_version
        where kind = new.kind and key = new.key and valid_from = new.valid_from
            and superseded_at > new.recorded_at) then
        raise exception 'two versions would hold at one time'
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger entry_version_kept before insert or update or delete on entry_version
    for each row execute function keep_entry_versions();

create function keep_registry_changes() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        raise exception 'a change is never changed or deleted'
            using errcode = 'integrity_constraint_violation';
    end if;
    if new.number <> (select coalesce(max(number), 0) + 1 from registry_change) then
        raise exception 'numbers of changes are dense' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger registry_change_kept before insert or update or delete on registry_change
    for each row execute function keep_registry_changes();

-- The seed and the local deployment are loaded anew into the table above.
drop table asset_version, evidence, deployment, asset, underlying;
delete from data_load;
