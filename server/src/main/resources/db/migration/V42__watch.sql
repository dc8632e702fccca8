-- Alerts that were raised, each once (its subject is hashed: it names people), and the persons whom the officer marked.
-- No row-level security: no FHIR request reads them but through the officer's operation.
create table confidant.alert (
    rule    text not null,
    subject bytea not null check (length(subject) = 32),
    raised  timestamptz not null default clock_timestamp(),
    primary key (rule, subject)
);
create table confidant.marked (
    owner   integer primary key,
    officer text not null,
    since   timestamptz not null default clock_timestamp()
);
grant select, insert on confidant.alert to confidant_server;
grant select, insert, delete on confidant.marked to confidant_server;
