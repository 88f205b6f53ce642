-- Where the reading of each chain stands. The cursor is opaque; it moves in the transaction that
-- stores the events before it, so no event is lost and none counts twice.
create table chain_cursors (
  domain      bigint      not null,
  cursor      text        not null,
  height      bigint      not null,
  version     bigint      not null,
  advanced_at timestamptz not null,
  constraint chain_cursors_pk primary key (domain)
);

-- Supply changes that match no message of ours, halts and other things an operator must see.
create table observed_anomalies (
  domain      bigint      not null,
  tx_id       text        not null,
  event_index integer     not null,
  kind        text        not null,
  detail      text        not null,
  observed_at timestamptz not null,
  constraint observed_anomalies_pk primary key (domain, tx_id, event_index, kind)
);
