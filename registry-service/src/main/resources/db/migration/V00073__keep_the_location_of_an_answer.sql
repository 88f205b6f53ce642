-- A write that made something answers where it is; a repeated one answers the same.
alter table idempotency_key add column location text;
