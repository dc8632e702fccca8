-- What a system asked to export, for whom and why. Not what came of it: lines are read when they are fetched (ADR 0080).
create table confidant.export (
    id        uuid primary key,
    client    text not null,
    requester text not null,
    purpose   text not null,
    types     text[] not null,
    since     timestamptz,
    asked     text not null,            -- the address of the request, which the manifest repeats
    at        timestamptz not null,
    expires   timestamptz not null
);
create index export_expires on confidant.export (expires);
grant select, insert, delete on confidant.export to confidant_server;
