-- A valid signature over another digest, of this epoch or replayed from another, must not take the
-- place of the attester's signature over the digest that counts.
alter table snapshot_signature drop constraint snapshot_signature_pk;
alter table snapshot_signature
    add constraint snapshot_signature_pk primary key (epoch, attester, digest);
