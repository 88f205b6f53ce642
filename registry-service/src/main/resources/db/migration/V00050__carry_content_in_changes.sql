-- A change carries its content where the version's own record does not say it: an instrument stands on
-- its underlying of the moment of the change, its record on that of the moment it is valid from.
alter table registry_change add column content text;

-- Which version a change replaces.
create index registry_change_of_entry on registry_change (kind, key, number)
    where phase = 'effective';
