-- Relabelling after a change of the value sets: how far each run has come, and what it changed.
create table confidant.relabeling (
    id        integer primary key generated always as identity,
    value_set text not null,                 -- version and digest of the list
    started   timestamptz not null default clock_timestamp(),
    finished  timestamptz,
    reached   integer not null default 0,    -- owners up to this one are done, each in a transaction of its own
    owners    integer not null default 0,
    examined  bigint not null default 0,
    changed   bigint not null default 0
);

-- The report: one line a record. Append-only; its references name no one.
create table confidant.relabeled (
    relabeling integer not null references confidant.relabeling,
    at         timestamptz not null default clock_timestamp(),
    reference  text not null,
    owner      integer not null,
    before     text[] not null,
    after      text[] not null
);
create index relabeled_run on confidant.relabeled (relabeling);
create trigger append_only before update or delete or truncate on confidant.relabeled
    for each statement execute function confidant.refuse_change();

grant select, insert on confidant.relabeling, confidant.relabeled to confidant_server, confidant_system;
grant update (finished, reached, owners, examined, changed) on confidant.relabeling to confidant_server, confidant_system;
