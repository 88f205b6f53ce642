-- The nonce ledger. next_nonce moves only in the transaction that records the send which uses it.
create table evm_accounts (
  domain      bigint      not null,
  address     text        not null,
  next_nonce  bigint      not null,
  constraint evm_accounts_pk primary key (domain),
  constraint evm_accounts_nonce_not_negative check (next_nonce >= 0)
);

create table evm_sends (
  domain     bigint      not null,
  nonce      bigint      not null,
  purpose    text        not null,
  subject    text        not null,
  target     text        not null,
  calldata   text        not null,
  gas_limit  numeric(20) not null,
  state      text        not null,
  mined_tx   text,
  created_at timestamptz not null,
  settled_at timestamptz,
  constraint evm_sends_pk primary key (domain, nonce),
  constraint evm_sends_purpose_known check (purpose in ('mint', 'snapshot-header', 'snapshot-leaves')),
  constraint evm_sends_state_known check (state in ('pending', 'mined', 'reverted', 'displaced'))
);

-- One subject is never under way twice on one chain.
create unique index evm_sends_one_pending on evm_sends (domain, purpose, subject)
  where state = 'pending';

create table evm_attempts (
  domain           bigint      not null,
  nonce            bigint      not null,
  attempt          integer     not null,
  tx_hash          text        not null,
  raw_tx           text        not null,
  max_fee_wei      numeric(78) not null,
  priority_fee_wei numeric(78) not null,
  sent_at          timestamptz not null,
  constraint evm_attempts_pk primary key (domain, nonce, attempt),
  constraint evm_attempts_hash_once unique (tx_hash),
  constraint evm_attempts_of_send foreign key (domain, nonce) references evm_sends (domain, nonce)
);

-- One row per Solana transaction handed to the chain; the marker account decides the outcome.
create table solana_sends (
  tx_id                   text        not null,
  transfer_id             text        not null,
  round                   integer     not null,
  raw_tx                  text        not null,
  last_valid_block_height bigint      not null,
  state                   text        not null,
  created_at              timestamptz not null,
  settled_at              timestamptz,
  constraint solana_sends_pk primary key (tx_id),
  constraint solana_sends_round_once unique (transfer_id, round),
  constraint solana_sends_of_transfer foreign key (transfer_id) references transfers (transfer_id),
  constraint solana_sends_state_known check (state in ('pending', 'landed', 'expired'))
);
