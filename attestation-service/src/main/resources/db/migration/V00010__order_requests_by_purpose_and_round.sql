-- Requests of one message stand in line by purpose; none takes another purpose's or round's place.
alter table attestation_request add column purpose text;
alter table attestation_request add column round integer;
update attestation_request
    set purpose = cast(body as jsonb) ->> 'purpose', round = cast(cast(body as jsonb) ->> 'round' as integer);
alter table attestation_request alter column purpose set not null;
alter table attestation_request alter column round set not null;
create index attestation_request_answered on attestation_request (answered_at)
    where answered_at is not null;

-- Two custodians may use one order id: each statement stands by itself, and an issue that both claim
-- is signed by nobody.
alter table custody_order drop constraint custody_order_pk;
alter table custody_order drop constraint custody_order_source_ref_unique;
alter table custody_order add constraint custody_order_pk primary key (custodian, source_ref);
create index custody_order_by_message on custody_order (message_id);
create index custody_order_by_source_ref on custody_order (source_ref);
