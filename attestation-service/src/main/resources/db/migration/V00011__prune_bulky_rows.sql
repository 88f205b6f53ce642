-- Old snapshots keep their header, digest and signatures; leaves and lists go by age.
alter table agreed_snapshot add column pruned boolean not null default false;
create index agreed_snapshot_bulky on agreed_snapshot (agreed_at) where not pruned;
create index snapshot_signing_bulky on snapshot_signing (recorded_at) where content <> '{}';
