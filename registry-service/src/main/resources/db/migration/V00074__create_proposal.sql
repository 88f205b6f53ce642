-- A write that waits for another registrar: exactly what was asked, who asked, and what became of it.
create table write_proposal (
    id              uuid        not null,
    number          bigint      not null generated always as identity,
    kind            text        not null,
    method          text        not null,
    uri             text        not null,
    if_match        text,
    body            text,
    preview         text        not null,
    issuer          text        not null collate "C",
    subject         text        not null collate "C",
    proposed_at     timestamptz not null,
    expires_at      timestamptz not null,
    state           text        not null default 'pending',
    decider_issuer  text collate "C",
    decider_subject text collate "C",
    decided_at      timestamptz,
    reason          text,
    constraint write_proposal_pk primary key (id),
    constraint write_proposal_number unique (number),
    constraint write_proposal_expires_later check (expires_at > proposed_at),
    constraint write_proposal_state_known
        check (state in ('pending', 'approved', 'rejected', 'stale', 'withdrawn')),
    constraint write_proposal_decided_whole check (
        (state = 'pending') = (decided_at is null)
        and (decided_at is null) = (decider_issuer is null)
        and (decided_at is null) = (decider_subject is null)),
    -- Nobody decides about his own proposal, and nobody but him withdraws it.
    constraint write_proposal_four_eyes check (
        state = 'pending'
        or (state = 'withdrawn') = (decider_issuer = issuer and decider_subject = subject)),
    -- What has expired can only be withdrawn or found stale.
    constraint write_proposal_in_time check (
        state not in ('approved', 'rejected') or decided_at < expires_at)
);
create index write_proposal_open on write_proposal (number) where state = 'pending';

create function decide_proposal_once() returns trigger language plpgsql as $$
begin
    if old.state <> 'pending'
        or (new.id, new.number, new.kind, new.method, new.uri, new.if_match, new.body, new.preview,
            new.issuer, new.subject, new.proposed_at, new.expires_at)
           is distinct from
           (old.id, old.number, old.kind, old.method, old.uri, old.if_match, old.body, old.preview,
            old.issuer, old.subject, old.proposed_at, old.expires_at) then
        raise exception 'a proposal is decided once and never changed: %', old.id
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;

create trigger write_proposal_decided_once before update on write_proposal
    for each row execute function decide_proposal_once();
create trigger write_proposal_kept before delete on write_proposal
    for each row execute function refuse_change();
create trigger write_proposal_not_emptied before truncate on write_proposal
    for each statement execute function refuse_change();
