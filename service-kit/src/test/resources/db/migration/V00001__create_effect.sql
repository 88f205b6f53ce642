create table effect (
    id    bigint generated always as identity primary key,
    name  text not null,
    times integer not null
);
