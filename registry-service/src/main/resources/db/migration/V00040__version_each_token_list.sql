-- One list of all chains and one of each chain, each with versions of its own.
alter table token_list_version add column list text not null default 'all';
alter table token_list_version alter column list drop default;
alter table token_list_version drop constraint token_list_version_pk;
alter table token_list_version
    add constraint token_list_version_pk primary key (list, major, minor, patch),
    add constraint token_list_version_positive check (major >= 1 and minor >= 0 and patch >= 0),
    add constraint token_list_version_list_form
        check (list = 'all' or list ~ '^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}$');
create index token_list_version_by_time on token_list_version (list, created_at);
