-- Own chains: how far their canonical registry's log was read, and what the newest comparison found.
create table drift_chain (
    chain         text        not null,
    due_at        timestamptz not null,
    number        bigint      not null default 0,
    cursor_height bigint,
    cursor_hash   text,
    findings      text        not null default '[]',
    height        bigint,
    compared_at   timestamptz,
    failure       text,
    failed_at     timestamptz,
    constraint drift_chain_pk primary key (chain),
    constraint drift_chain_cursor_whole check ((cursor_height is null) = (cursor_hash is null)),
    constraint drift_chain_compared_at_height check ((compared_at is null) = (height is null)),
    constraint drift_chain_failure_whole check ((failure is null) = (failed_at is null))
);

-- Every line that a canonical registry contract ever wrote: what it may still answer.
create table canonical_line (
    chain  text   not null,
    isin   text   not null,
    domain bigint not null,
    constraint canonical_line_pk primary key (chain, isin, domain),
    constraint canonical_line_chain_fk foreign key (chain) references drift_chain (chain),
    constraint canonical_line_isin_form check (isin ~ '^[A-Z]{2}[A-Z0-9]{9}[0-9]$'),
    constraint canonical_line_domain_range check (domain between 0 and 4294967295)
);
