-- What each token shows of corporate actions: the epoch in force, since when this attester saw it
-- change to that one (null when it was never seen to change), and the action that comes next.
create table action_reading (
    domain      bigint      not null,
    isin        text        not null,
    epoch       bigint      not null,
    epoch_since timestamptz,
    pending_at  timestamptz,
    read_at     timestamptz not null,
    constraint action_reading_pk primary key (domain, isin)
);
