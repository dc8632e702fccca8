-- Records that were stored before a search parameter was added are indexed by it: how far each run has come (ADR 0073).
create table confidant.indexing (
    id         integer primary key generated always as identity,
    parameters text not null,                -- name and expression of each added one
    started    timestamptz not null default clock_timestamp(),
    finished   timestamptz,
    reached    bigint not null default 0,    -- rows of hfj_resource up to this one are done, each in a transaction of its own
    examined   bigint not null default 0,
    failed     bigint not null default 0
);

grant select, insert on confidant.indexing to confidant_server, confidant_system;
grant update (finished, reached, examined, failed) on confidant.indexing to confidant_server, confidant_system;
