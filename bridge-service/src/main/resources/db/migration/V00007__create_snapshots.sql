-- Quorum-signed snapshots, newest few; record is the exact data of SnapshotAgreed.
create table agreed_snapshots (
  epoch       bigint      not null,
  digest      text        not null,
  record      text        not null,
  received_at timestamptz not null,
  constraint agreed_snapshots_pk primary key (epoch)
);

-- The newest snapshot that a chain has with all leaves that changed.
create table snapshot_publications (
  domain       bigint      not null,
  epoch        bigint      not null,
  published_at timestamptz not null,
  constraint snapshot_publications_pk primary key (domain)
);

-- What was sent of each leaf to a chain, and with which nonce, to send only what changed.
create table published_leaves (
  domain      bigint not null,
  isin        text   not null,
  fingerprint text   not null,
  nonce       bigint not null,
  constraint published_leaves_pk primary key (domain, isin),
  constraint published_leaves_by_send
    foreign key (domain, nonce) references evm_sends (domain, nonce)
);
