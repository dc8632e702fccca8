-- Consents select by content and name recipients by role, organisation, team or group.
alter table confidant.consent
    -- What carves (Carving): resource types or document kinds, system|code, 'meaning Type/id', when the data is from.
    add column carved       boolean not null default false,
    add column classes      text[] not null default '{}',
    add column codes        text[] not null default '{}',
    add column data         text[] not null default '{}',
    add column data_starts  timestamptz not null default '-infinity',
    add column data_ends    timestamptz not null default 'infinity',
    -- The denial that this permit is taken out of, by its provision, or empty.
    add column exception_to text not null default '',
    -- Of the Consent; and what the provision covers, in a sentence (42 CFR 2.32(b)).
    add column version      bigint not null default 1,
    add column explanation  text not null default '';
create index consent_carved on confidant.consent (patient) where carved;

-- Who acts for whom: a PractitionerRole for its organisation, a member for a Group of practitioners. Care teams and
-- couples are parties too, from their own tables. No row-level security: it holds staff, not patients.
create table confidant.membership (
    resource text not null,
    party    text not null,
    member   text not null,
    starts   timestamptz not null default '-infinity',
    ends     timestamptz not null default 'infinity'
);
create index membership_member on confidant.membership (member);
create index membership_resource on confidant.membership (resource);

grant select, insert, delete on confidant.membership to confidant_server, confidant_request, confidant_system;
