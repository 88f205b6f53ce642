-- Every movement of shares the bridge knows. The row's id is the message id, or for a burn from
-- which no message could be made (unroutable) the event id. event_id is the replay key: one source
-- event can never become two rows.
create table transfers (
  transfer_id        text        not null,
  sequence           bigint      generated always as identity,
  message_id         text,
  event_id           text        not null,
  kind               text        not null,
  isin               text        not null,
  amount_su          numeric(20) not null,
  source_domain      bigint      not null,
  destination_domain bigint,
  sender             text        not null,
  recipient          text,
  message            text,
  order_id           text,
  source_tx          text,
  source_index       integer     not null default 0,
  destination_tx     text,
  state              text        not null,
  reason_code        text,
  reason_detail      text,
  retry_at           timestamptz,
  round              integer     not null default 0,
  submitted_round    integer     not null default 0,
  version            integer     not null,
  detected_at        timestamptz not null,
  changed_at         timestamptz not null,
  due_at             timestamptz,
  lease_until        timestamptz,
  failed_steps       integer     not null default 0,
  constraint transfers_pk primary key (transfer_id),
  constraint transfers_event_once unique (event_id),
  constraint transfers_order_once unique (order_id),
  constraint transfers_sequence_once unique (sequence),
  constraint transfers_id_is_message_or_event
    check (transfer_id = coalesce(message_id, event_id)),
  constraint transfers_message_complete check (
    (message_id is null) = (message is null)
    and (message_id is null) = (destination_domain is null)
    and (message_id is null) = (recipient is null)),
  constraint transfers_message_length check (message is null or length(message) = 262),
  constraint transfers_unroutable_has_no_message
    check (message_id is not null or state in ('detected', 'unroutable', 'refunding', 'refunded')),
  constraint transfers_kind_known check (kind in ('issue', 'transfer', 'redeem', 'refund')),
  constraint transfers_order_is_issue check ((order_id is not null) = (kind = 'issue')),
  constraint transfers_amount_range check (amount_su > 0 and amount_su <= 18446744073709551615),
  constraint transfers_state_known check (state in (
    'detected', 'finalized', 'attesting', 'attested', 'submitted', 'completed',
    'held', 'unroutable', 'cancelling', 'refunding', 'refunded')),
  constraint transfers_held_has_reason check (state <> 'held' or reason_code is not null),
  constraint transfers_rounds_ordered check (0 <= submitted_round and submitted_round <= round),
  constraint transfers_version_positive check (version > 0)
);

create index transfers_due on transfers (due_at) where due_at is not null;
create index transfers_by_state on transfers (state, changed_at);
create index transfers_by_source_tx on transfers (source_tx);
create index transfers_by_sender on transfers (source_domain, sender);
create index transfers_by_recipient on transfers (destination_domain, recipient);

-- Each state change with its time and reason; written in the transaction of the change.
create table transfer_changes (
  transfer_id   text        not null,
  version       integer     not null,
  from_state    text,
  to_state      text        not null,
  reason_code   text,
  reason_detail text,
  retry_at      timestamptz,
  changed_at    timestamptz not null,
  constraint transfer_changes_pk primary key (transfer_id, version),
  constraint transfer_changes_of_transfer foreign key (transfer_id) references transfers (transfer_id)
);

-- How a message ended where it was to arrive, as seen at finality. A row may come before its
-- transfer: the chain of the mint may be read before the chain of the burn.
create table outcomes (
  message_id  text        not null,
  domain      bigint      not null,
  result      text        not null,
  tx_id       text        not null,
  observed_at timestamptz not null,
  constraint outcomes_pk primary key (message_id),
  constraint outcomes_result_known check (result in ('minted', 'cancelled', 'released'))
);
