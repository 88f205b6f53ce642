-- Keys are paged in the order in which the state in memory has them, whatever the database's language.
alter table registry_change drop constraint registry_change_version_fk;
alter table entry_version alter column key type text collate "C";
alter table registry_change alter column key type text collate "C";
alter table entry_name alter column key type text collate "C",
    alter column group_key type text collate "C";
alter table registry_change add constraint registry_change_version_fk
    foreign key (kind, key, version) references entry_version (kind, key, version);
