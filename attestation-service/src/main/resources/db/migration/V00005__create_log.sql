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
create trigger log_leaf_append_only before update or delete on log_leaf
    for each row execute function refuse_change();
create trigger log_checkpoint_append_only before update or delete on log_checkpoint
    for each row execute function refuse_change();
create trigger signing_record_append_only before update or delete on signing_record
    for each row execute function refuse_change();
create trigger custody_statement_append_only before update or delete on custody_statement
    for each row execute function refuse_change();
create trigger asset_record_append_only before update or delete on asset_record
    for each row execute function refuse_change();
