-- Each published state of the registry: the header that the registrar signed, linked to the one before.
create table registry_state (
    number        bigint      not null,
    change_number bigint      not null,
    header        text        not null,
    header_hash   bytea       not null,
    previous_hash bytea,
    root          bytea       not null,
    signature     text        not null,
    key_id        text        not null,
    recorded_at   timestamptz not null,
    constraint registry_state_pk primary key (number),
    constraint registry_state_number_positive check (number >= 1),
    constraint registry_state_hash_unique unique (header_hash),
    constraint registry_state_first_has_none_before check ((number = 1) = (previous_hash is null)),
    constraint registry_state_previous_fk foreign key (previous_hash) references registry_state (header_hash),
    constraint registry_state_is_a_chain unique (previous_hash)
);

-- The exact line of each entry and the states that it is in: from_number up to, not including, until_number.
create table state_entry (
    kind         text   not null collate "C",
    key          text   not null collate "C",
    from_number  bigint not null,
    until_number bigint,
    line         text   not null,
    leaf_hash    bytea  not null,
    constraint state_entry_pk primary key (kind, key, from_number),
    constraint state_entry_kind_known check (kind in ('impostor', 'instrument', 'underlying')),
    constraint state_entry_range check (until_number > from_number),
    constraint state_entry_from_fk foreign key (from_number) references registry_state (number),
    constraint state_entry_until_fk foreign key (until_number) references registry_state (number)
);
create unique index state_entry_one_current on state_entry (kind, key) where until_number is null;

-- The append-only log: exact bytes, hashed as RFC 6962 leaves.
create table log_leaf (
    leaf_index  bigint      not null,
    kind        text        not null,
    reference   text        not null,
    content     bytea       not null,
    leaf_hash   bytea       not null,
    appended_at timestamptz not null,
    constraint log_leaf_pk primary key (leaf_index),
    constraint log_leaf_reference_unique unique (kind, reference)
);

create table log_checkpoint (
    tree_size bigint      not null,
    root      bytea       not null,
    note      text        not null,
    signed_at timestamptz not null,
    constraint log_checkpoint_pk primary key (tree_size)
);

-- Rows of these tables are facts that were signed: no statement may change or delete them.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are never changed', tg_table_name using errcode = 'restrict_violation';
end;
$$;
create trigger registry_state_append_only before update or delete on registry_state
    for each row execute function refuse_change();
create trigger log_leaf_append_only before update or delete on log_leaf
    for each row execute function refuse_change();
create trigger log_checkpoint_append_only before update or delete on log_checkpoint
    for each row execute function refuse_change();
create trigger state_entry_never_deleted before delete on state_entry
    for each row execute function refuse_change();
create trigger state_entry_ends_once before update on state_entry
    for each row
    when (old.until_number is not null or new.until_number is null
        or (old.kind, old.key, old.from_number, old.line, old.leaf_hash)
            is distinct from (new.kind, new.key, new.from_number, new.line, new.leaf_hash))
    execute function refuse_change();
