-- Projection of registry.assets.v1: the newest record of each asset whose registrar signature held.
create table assets (
  isin         text        not null,
  version      bigint      not null,
  symbol       text        not null,
  name         text        not null,
  status       text        not null,
  action_epoch bigint      not null,
  multiplier   text        not null,
  received_at  timestamptz not null,
  constraint assets_pk primary key (isin),
  constraint assets_version_positive check (version > 0)
);

create table asset_deployments (
  isin     text    not null,
  domain   bigint  not null,
  caip19   text    not null,
  address  text    not null,
  decimals integer not null,
  status   text    not null,
  constraint asset_deployments_pk primary key (isin, domain),
  constraint asset_deployments_of_asset foreign key (isin) references assets (isin)
);
