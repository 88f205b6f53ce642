-- One row per question to the attesters. A Solana round fixes the exact transaction.
create table attestation_rounds (
  transfer_id             text        not null,
  purpose                 text        not null,
  round                   integer     not null,
  requested_at            timestamptz not null,
  deadline_at             timestamptz not null,
  recent_blockhash        text,
  last_valid_block_height bigint,
  signers                 text,
  compute_unit_price      bigint,
  compute_unit_limit      bigint,
  fee_payer               text,
  marker_rent_lamports    bigint,
  constraint attestation_rounds_pk primary key (transfer_id, purpose, round),
  constraint attestation_rounds_of_transfer
    foreign key (transfer_id) references transfers (transfer_id),
  constraint attestation_rounds_positive check (round > 0)
);

-- What each attester answered; a signature is stored only after it was verified.
create table attester_answers (
  transfer_id        text        not null,
  purpose            text        not null,
  round              integer     not null,
  attester           text        not null,
  outcome            text        not null,
  signature          text,
  replay_signature   text,
  refusal_code       text,
  refusal_detail     text,
  refusal_retry_at   timestamptz,
  answered_at        timestamptz not null,
  constraint attester_answers_pk primary key (transfer_id, purpose, round, attester),
  constraint attester_answers_of_round foreign key (transfer_id, purpose, round)
    references attestation_rounds (transfer_id, purpose, round),
  constraint attester_answers_outcome_known check (outcome in ('signed', 'ready', 'refused')),
  constraint attester_answers_signed_has_signature
    check ((outcome = 'signed') = (signature is not null)),
  constraint attester_answers_refused_has_code
    check ((outcome = 'refused') = (refusal_code is not null))
);

-- When each attester last answered anything: who is asked to sign first.
create table attester_activity (
  attester         text        not null,
  last_answered_at timestamptz not null,
  constraint attester_activity_pk primary key (attester)
);
