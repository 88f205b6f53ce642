-- Newest statement seen of each custodian, after its signature held.
create table custody_statements (
  custodian   text        not null,
  sequence    bigint      not null,
  as_of       timestamptz not null,
  digest      text        not null,
  received_at timestamptz not null,
  constraint custody_statements_pk primary key (custodian)
);

-- Redemption instructions as published to the custodian.
create table redemption_instructions (
  transfer_id  text        not null,
  signatures   text        not null,
  published_at timestamptz not null,
  constraint redemption_instructions_pk primary key (transfer_id),
  constraint redemption_instructions_of_transfer
    foreign key (transfer_id) references transfers (transfer_id)
);
