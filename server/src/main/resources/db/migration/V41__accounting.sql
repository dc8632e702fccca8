-- Accountings of disclosures: asked for, extended, given (45 CFR 164.528(c), (d)), and what an agency had suspended
-- (164.528(a)(2)). No row-level security: no FHIR request reads them but through the operations, which decide by owner.
create table confidant.accounting (
    id        integer primary key generated always as identity,
    owner     integer not null,
    requested timestamptz not null,
    extension text,
    given     timestamptz,
    given_by  text,
    free      boolean
);
create unique index accounting_open on confidant.accounting (owner) where given is null;
create index accounting_owner on confidant.accounting (owner);

create table confidant.accounting_suspension (
    id        integer primary key generated always as identity,
    owner     integer not null,
    recipient text not null,
    starts    timestamptz not null,
    ends      timestamptz not null check (ends > starts),
    written   boolean not null,
    statement text not null,
    officer   text not null
);
create index accounting_suspension_owner on confidant.accounting_suspension (owner);

grant select, insert, update (extension, given, given_by, free) on confidant.accounting to confidant_server;
grant select, insert on confidant.accounting_suspension to confidant_server;
