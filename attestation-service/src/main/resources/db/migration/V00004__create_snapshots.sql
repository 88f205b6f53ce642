-- The first valid proposal of each epoch in the topic's order; later ones do not count.
create table cut_proposal (
    epoch       bigint      not null,
    proposer    text        not null,
    body        text        not null,
    state       text        not null,
    detail      text        not null,
    received_at timestamptz not null,
    constraint cut_proposal_pk primary key (epoch),
    constraint cut_proposal_state_known check (state in ('open', 'signed', 'abstained'))
);
create index cut_proposal_open on cut_proposal (epoch) where state = 'open';

-- This attester's own proposals: never two for one epoch.
create table own_proposal (
    epoch       bigint      not null,
    proposed_at timestamptz not null,
    constraint own_proposal_pk primary key (epoch)
);

-- Written and committed before the key is used: one digest per epoch, for ever.
create table snapshot_signing (
    epoch     bigint      not null,
    digest    bytea       not null,
    content   text        not null,
    recorded_at timestamptz not null,
    published boolean     not null,
    constraint snapshot_signing_pk primary key (epoch)
);

create table snapshot_signature (
    epoch     bigint not null,
    attester  text   not null,
    digest    bytea  not null,
    signature text   not null,
    constraint snapshot_signature_pk primary key (epoch, attester)
);

create table agreed_snapshot (
    epoch     bigint      not null,
    digest    bytea       not null,
    content   text        not null,
    agreed_at timestamptz not null,
    announced boolean     not null,
    constraint agreed_snapshot_pk primary key (epoch),
    constraint agreed_snapshot_digest_unique unique (digest)
);
