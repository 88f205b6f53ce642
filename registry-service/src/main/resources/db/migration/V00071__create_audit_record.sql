-- What was done to the registry over its API and by whom, and what was refused for want of a role.
create table audit_record (
    number      bigint      not null,
    record      text        not null,
    hash        text        not null,
    recorded_at timestamptz not null,
    constraint audit_record_pk primary key (number),
    constraint audit_record_hash_unique unique (hash),
    -- The hash is of the exact bytes, and the bytes say which number and which record before it.
    constraint audit_record_hash_is_of_record
        check (hash = encode(sha256(convert_to(record, 'UTF8')), 'hex')),
    constraint audit_record_says_its_number check (cast(record as jsonb) -> 'number' = to_jsonb(number))
);

create function chain_audit_records() returns trigger language plpgsql as $$
declare
    before record;
begin
    select a.number, a.hash into before from audit_record a order by a.number desc limit 1;
    if new.number <> coalesce(before.number, 0) + 1
        or cast(new.record as jsonb) ->> 'previous' <> coalesce(before.hash, repeat('0', 64)) then
        raise exception 'an audit record follows the one before: %', new.number
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;

create trigger audit_record_chained before insert on audit_record
    for each row execute function chain_audit_records();
create trigger audit_record_append_only before update or delete on audit_record
    for each row execute function refuse_change();
create trigger audit_record_not_emptied before truncate on audit_record
    for each statement execute function refuse_change();
