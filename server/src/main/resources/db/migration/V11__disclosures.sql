-- The ledger of disclosures made on a consent (42 CFR 2.25, 2.32). One line for each answer, patient and consent,
-- durable before the answer leaves. Append-only like the audit log. No row-level security: no FHIR request reads it;
-- the accounting decides itself what a reader is entitled to.
create table confidant.disclosure (
    id                uuid primary key,
    at                timestamptz not null default clock_timestamp(),
    request           text not null,             -- correlation id of the HTTP request, as in confidant.audit
    patient           text not null,             -- Patient/[id], whose record it is
    owner             integer not null,          -- the same in confidant.owner
    recipient         text not null,             -- reference of who received it
    recipient_name    text not null default '',  -- as the directory had it then
    recipient_address text not null default '',  -- postal, as the directory had it then
    network           text not null,             -- address that asked
    purpose           text not null,             -- v3-ActReason
    consent           text not null,             -- Consent/[id], or Task/[id] of a court order
    consent_version   bigint not null,           -- 0: it was changed while the answer was on its way
    what              text[] not null,           -- versioned references
    types             text[] not null,           -- their types, each once
    count             integer not null,
    statement         smallint not null check (statement in (1, 2))
);
create index disclosure_patient on confidant.disclosure (patient, at desc);
create index disclosure_recipient on confidant.disclosure (recipient, at desc);
create trigger append_only before update or delete or truncate on confidant.disclosure
    for each statement execute function confidant.refuse_change();

-- Name and postal address of organisations, as the directory has them: the ledger keeps what was true at the time.
create table confidant.party (
    reference text primary key,
    name      text not null,
    address   text not null
);

grant select, insert on confidant.disclosure to confidant_server, confidant_request, confidant_system;
grant select, insert, delete on confidant.party to confidant_server, confidant_request, confidant_system;
