-- Versions of the policies by which tokens are resolved. A version is never changed or deleted.
create table resolution_policy_version (
    number                   bigint generated always as identity,
    name                     text        not null,
    version                  integer     not null,
    description              text        not null,
    criteria                 text[]      not null,
    required                 text[]      not null,
    issuer_preference        text[]      not null,
    minimum_sources          integer     not null,
    observations_fresh_for_s integer     not null,
    in_force_from            timestamptz not null,
    record                   text        not null,
    signature                text        not null,
    key_id                   text        not null,
    subject                  text        not null,
    reason                   text        not null,
    recorded_at              timestamptz not null,
    constraint resolution_policy_version_pk primary key (name, version),
    constraint resolution_policy_version_number_unique unique (number),
    constraint resolution_policy_name_form check (name ~ '^[a-z][a-z0-9-]{0,39}$'),
    constraint resolution_policy_version_positive check (version > 0),
    constraint resolution_policy_criteria_known check (criteria <@ array[
        'OWN_BRIDGED', 'ISSUER_PREFERENCE', 'INDEPENDENT_SOURCES', 'CIRCULATING_SUPPLY',
        'TRANSFERABILITY']),
    constraint resolution_policy_required_known check (required <@ array[
        'OWN_BRIDGED', 'ISSUER_PREFERENCE', 'CIRCULATING_SUPPLY', 'TRANSFERABILITY']),
    constraint resolution_policy_sources_range check (minimum_sources between 1 and 20),
    constraint resolution_policy_freshness_range
        check (observations_fresh_for_s between 1 and 2592000),
    constraint resolution_policy_reason_length check (length(reason) between 1 and 300)
);

create function keep_policy_versions() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        raise exception 'a version of a policy is never changed or deleted'
            using errcode = 'integrity_constraint_violation';
    end if;
    if new.version <> 1 + coalesce((select max(p.version) from resolution_policy_version p
            where p.name = new.name), 0) then
        raise exception 'versions of a policy are dense: % of %', new.version, new.name
            using errcode = 'integrity_constraint_violation';
    end if;
    if exists (select 1 from resolution_policy_version p
            where p.name = new.name and p.in_force_from >= new.in_force_from) then
        raise exception 'a version of a policy comes into force after the one before: %', new.name
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;

create trigger resolution_policy_version_kept
    before insert or update or delete on resolution_policy_version
    for each row execute function keep_policy_versions();

create trigger resolution_policy_version_not_emptied
    before truncate on resolution_policy_version
    for each statement execute function keep_policy_versions();
