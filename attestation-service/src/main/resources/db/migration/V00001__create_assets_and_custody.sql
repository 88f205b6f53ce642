-- Asset records exactly as the registrar signed them, every version.
create table asset_record (
    isin        text        not null,
    version     bigint      not null,
    record      text        not null,
    signature   text        not null,
    received_at timestamptz not null,
    constraint asset_record_pk primary key (isin, version),
    constraint asset_record_version_positive check (version > 0)
);

-- Custody statements exactly as the custodian signed them.
create table custody_statement (
    custodian   text        not null,
    sequence    bigint      not null,
    as_of       timestamptz not null,
    payload     bytea       not null,
    signature   bytea       not null,
    digest      bytea       not null,
    received_at timestamptz not null,
    constraint custody_statement_pk primary key (custodian, sequence),
    constraint custody_statement_digest_unique unique (digest),
    constraint custody_statement_sequence_positive check (sequence > 0)
);

-- Orders of the statements, by the message that fulfils them; terms never change.
create table custody_order (
    message_id       bytea          not null,
    source_ref       bytea          not null,
    custodian        text           not null,
    order_id         text           not null,
    isin             text           not null,
    message          bytea          not null,
    amount_su        numeric(20, 0) not null,
    first_sequence   bigint         not null,
    settled_sequence bigint,
    constraint custody_order_pk primary key (message_id),
    constraint custody_order_source_ref_unique unique (source_ref),
    constraint custody_order_amount_positive check (amount_su > 0)
);
create index custody_order_by_isin on custody_order (isin);
