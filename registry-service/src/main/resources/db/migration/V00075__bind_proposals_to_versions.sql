-- A proposed DELETE names no version by If-Match: the one that it has met is kept with it.
alter table write_proposal add column found text;

comment on column write_proposal.found is
    'the version that the write has met where if_match does not say it; it is performed on no other';

-- A pending proposal from before cannot say which version it is about: it can be proposed again.
update write_proposal
set state = 'stale', decider_issuer = 'stockbridge', decider_subject = 'migration',
    decided_at = date_trunc('milliseconds', clock_timestamp()),
    reason = 'proposed before proposals kept the version that they are about'
where state = 'pending';

create or replace function decide_proposal_once() returns trigger language plpgsql as $$
begin
    if old.state <> 'pending'
        or (new.id, new.number, new.kind, new.method, new.uri, new.if_match, new.body, new.preview,
            new.found, new.issuer, new.subject, new.proposed_at, new.expires_at)
           is distinct from
           (old.id, old.number, old.kind, old.method, old.uri, old.if_match, old.body, old.preview,
            old.found, old.issuer, old.subject, old.proposed_at, old.expires_at) then
        raise exception 'a proposal is decided once and never changed: %', old.id
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
