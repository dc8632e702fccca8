-- Owners, segments, facts and the audit log. Run by the owner role; the server's login owns nothing.
create table confidant.owner (
    id        integer primary key generated always as identity (start with 10),
    kind      text not null check (kind in ('PATIENT', 'COUPLE', 'DIRECTORY')),
    reference text not null unique,
    -- The transaction that last changed a fact or a segment of this owner: the owner's epoch.
    changed   xid8 not null default pg_current_xact_id()
);
create index owner_changed on confidant.owner (changed);

create table confidant.segment (
    id     integer primary key generated always as identity (start with 100),
    owner  integer not null references confidant.owner,
    track  text not null,
    labels text[] not null,
    source text not null default '',
    author text not null default '',
    carve  text[] not null default '{}',
    unique (owner, track, labels, source, author, carve)
);
create index segment_source on confidant.segment (source) where source <> '';

create table confidant.care_team (
    resource text not null,
    owner    integer not null references confidant.owner,
    track    text not null,
    member   text not null,
    starts   timestamptz not null default '-infinity',
    ends     timestamptz not null default 'infinity'
);
create index care_team_member on confidant.care_team (member);
create index care_team_owner on confidant.care_team (owner);
create index care_team_resource on confidant.care_team (resource);

create table confidant.couple (
    resource text not null,
    couple   integer not null references confidant.owner,
    partner  integer not null references confidant.owner,
    starts   timestamptz not null default '-infinity',
    ends     timestamptz not null default 'infinity'
);
create index couple_couple on confidant.couple (couple);
create index couple_partner on confidant.couple (partner);
create index couple_resource on confidant.couple (resource);

create table confidant.consent (
    resource   text not null,
    provision  text not null,
    patient    integer not null references confidant.owner,
    effect     text not null check (effect in ('PERMIT', 'DENY')),
    recipients text[] not null default '{}',
    purposes   text[] not null default '{}',
    tracks     text[] not null default '{}',
    labels     text[] not null default '{}',
    starts     timestamptz not null default '-infinity',
    ends       timestamptz not null default 'infinity'
);
create index consent_patient on confidant.consent (patient);
create index consent_recipients on confidant.consent using gin (recipients);
create index consent_resource on confidant.consent (resource);

-- Append-only (45 CFR 164.312(b)): no grant to update or delete, and a trigger for whoever has one all the same.
create table confidant.audit (
    id       uuid primary key,
    at       timestamptz not null default clock_timestamp(),
    request  text not null,
    action   text not null,
    outcome  text not null,
    agent    text not null,
    client   text not null,
    purpose  text not null,
    address  text not null,
    patient  text,
    owner    integer not null default 0,
    entities text[] not null,
    query    text not null,
    rules    text[] not null
);
create index audit_patient on confidant.audit (patient, at desc);
create index audit_at on confidant.audit (at desc);

create function confidant.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only';
end $$;
create trigger append_only before update or delete or truncate on confidant.audit
    for each statement execute function confidant.refuse_change();

-- 1 is HAPI's default partition: conformance resources and the program's own directory.
insert into confidant.owner (id, kind, reference) overriding system value values (1, 'DIRECTORY', 'directory');
insert into confidant.segment (id, owner, track, labels) overriding system value values (1, 1, 'GENERAL', '{NORMAL}');
-- The canary: a synthetic secret that nobody may read. Its owner is not a patient that could exist.
insert into confidant.owner (id, kind, reference) overriding system value values (2, 'PATIENT', 'Patient/canary');
insert into confidant.segment (id, owner, track, labels) overriding system value values (2, 2, 'INDIVIDUAL', '{VERY_RESTRICTED}');

grant usage on schema confidant to confidant_server, confidant_request, confidant_system;
grant select, insert on confidant.segment to confidant_server;
grant select, insert, update (changed) on confidant.owner to confidant_server;
grant select, insert, delete on confidant.care_team, confidant.couple, confidant.consent to confidant_server;
grant insert, select on confidant.audit to confidant_server;
-- Inside a scoped transaction the facts, segments and audit records are written under the scope's role.
grant select, insert on confidant.segment, confidant.audit to confidant_request, confidant_system;
grant select, insert, update (changed) on confidant.owner to confidant_request, confidant_system;
grant select, insert, delete on confidant.care_team, confidant.couple, confidant.consent to confidant_request, confidant_system;
