-- underlying -> asset (an issuer's instrument on it) -> deployment (its token on one chain).
create table underlying (
    id      bigint generated always as identity,
    ticker  text not null,
    isin    text,
    name    text not null,
    mic     text,
    status  text not null default 'listed',
    constraint underlying_pk primary key (id),
    constraint underlying_ticker_unique unique (ticker),
    constraint underlying_isin_unique unique (isin),
    constraint underlying_isin_form check (isin ~ '^[A-Z]{2}[A-Z0-9]{9}[0-9]$'),
    constraint underlying_mic_form check (mic ~ '^[A-Z0-9]{4}$'),
    constraint underlying_status_known check (status in ('listed', 'unlisted', 'delisted'))
);

create table asset (
    id            bigint generated always as identity,
    asset_key     text        not null,
    isin          text,
    issuer        text        not null,
    symbol        text        not null,
    name          text        not null,
    legal_form    text,
    status        text        not null,
    underlying_id bigint      not null,
    multiplier    numeric(38, 18) not null,
    action_epoch  bigint      not null,
    version       integer     not null,
    recorded_at   timestamptz not null,
    constraint asset_pk primary key (id),
    constraint asset_key_unique unique (asset_key),
    constraint asset_isin_unique unique (isin),
    constraint asset_key_is_isin check (isin is null or asset_key = isin),
    constraint asset_isin_form check (isin ~ '^[A-Z]{2}[A-Z0-9]{9}[0-9]$'),
    constraint asset_underlying_fk foreign key (underlying_id) references underlying (id),
    constraint asset_status_known check (status in ('active', 'paused', 'retired')),
    constraint asset_multiplier_positive check (multiplier > 0),
    constraint asset_epoch_range check (action_epoch between 0 and 4294967295),
    constraint asset_version_positive check (version > 0)
);

create index asset_by_underlying on asset (underlying_id);

-- Wrappers and successors are named by their CAIP-19 text: they may become known in any order.
create table deployment (
    id                  bigint generated always as identity,
    asset_id            bigint,
    caip19              text    not null,
    chain               text    not null,
    address             text    not null,
    symbol              text    not null,
    decimals            integer,
    role                text    not null,
    unit_model          text    not null,
    token_program       text,
    status              text    not null,
    own                 boolean not null,
    wraps               text,
    generation          integer,
    successor           text,
    price_feed          text,
    independent_sources integer not null,
    first_seen          timestamptz not null,
    last_verified       timestamptz,
    constraint deployment_pk primary key (id),
    constraint deployment_caip19_unique unique (caip19),
    constraint deployment_address_unique unique (chain, address),
    constraint deployment_asset_fk foreign key (asset_id) references asset (id),
    constraint deployment_status_known
        check (status in ('active', 'paused', 'retired', 'legacy_wrapper', 'impostor')),
    constraint deployment_impostor_has_no_asset check ((status = 'impostor') = (asset_id is null)),
    constraint deployment_impostor_is_not_own check (status <> 'impostor' or not own),
    constraint deployment_role_known check (role in ('token', 'wrapper', 'receipt')),
    constraint deployment_unit_model_known
        check (unit_model in ('plain', 'rebasing', 'scaled_ui', 'erc8056', 'erc4626_wrapper')),
    constraint deployment_wrapper_wraps check (role <> 'wrapper' or wraps is not null),
    constraint deployment_decimals_range check (decimals between 0 and 255),
    constraint deployment_sources_not_negative check (independent_sources >= 0)
);

create index deployment_by_asset on deployment (asset_id);
create unique index deployment_one_own_active_per_chain on deployment (asset_id, chain)
    where own and status = 'active' and role = 'token';

create table evidence (
    deployment_id bigint not null,
    position      integer not null,
    source        text   not null,
    noted_on      date   not null,
    constraint evidence_pk primary key (deployment_id, position),
    constraint evidence_deployment_fk foreign key (deployment_id) references deployment (id)
);

-- Every version of every asset as it was published, with the registrar's signature.
create table asset_version (
    number      bigint generated always as identity,
    asset_id    bigint      not null,
    version     integer     not null,
    record      text        not null,
    signature   text        not null,
    key_id      text        not null,
    reason      text        not null,
    subject     text        not null,
    recorded_at timestamptz not null,
    constraint asset_version_pk primary key (asset_id, version),
    constraint asset_version_number_unique unique (number),
    constraint asset_version_asset_fk foreign key (asset_id) references asset (id)
);

-- Which data was loaded when, and what came of each row.
create table data_load (
    id        bigint generated always as identity,
    source    text        not null,
    digest    text        not null,
    report    text        not null,
    loaded_at timestamptz not null,
    constraint data_load_pk primary key (id),
    constraint data_load_once unique (source, digest)
);

-- Published versions of the token list, by the rules of its schema.
create table token_list_version (
    major      integer     not null,
    minor      integer     not null,
    patch      integer     not null,
    tokens     text        not null,
    created_at timestamptz not null,
    constraint token_list_version_pk primary key (major, minor, patch)
);
