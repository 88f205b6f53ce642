-- Unexpected faults of one request; after some of them it is refused, so that it never keeps a place for ever.
alter table attestation_request add column failed_attempts integer not null default 0;
