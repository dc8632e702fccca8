-- Facts about duties: emergencies, standing of staff and associates, contracts of couples, notices, self-paid services.
-- As the facts of V1 they hold no resource and no row-level security: only the server's own statements read them.

-- No account and no client is the program itself.
alter table confidant.account add constraint account_is_not_the_program check (not 'PROGRAM' = any (roles));
alter table confidant.client add constraint client_is_not_the_program check (not 'PROGRAM' = any (roles));

-- An emergency that somebody declared of one patient, from the Task in which it is reviewed (42 CFR 2.51).
create table confidant.emergency (
    resource text not null,
    owner    integer not null references confidant.owner,
    actor    text not null,
    starts   timestamptz not null,
    ends     timestamptz not null,
    review   text not null check (review in ('OPEN', 'JUSTIFIED', 'UNJUSTIFIED'))
);
create index emergency_resource on confidant.emergency (resource);
create index emergency_actor on confidant.emergency (actor);
create index emergency_owner on confidant.emergency (owner);

-- Signed agreements and training, from Contract and Practitioner.qualification.
create table confidant.standing (
    resource text not null,
    holder   text not null,
    kind     text not null check (kind in ('CONFIDENTIALITY', 'TRAINING', 'AGREEMENT')),
    tracks   text[] not null default '{}',
    purposes text[] not null default '{}',
    starts   timestamptz not null default '-infinity',
    ends     timestamptz not null default 'infinity'
);
create index standing_resource on confidant.standing (resource);
create index standing_holder on confidant.standing (holder);

-- Which partner has signed the couple's confidentiality contract.
create table confidant.couple_contract (
    resource text not null,
    couple   integer not null references confidant.owner,
    partner  text not null,
    starts   timestamptz not null default '-infinity',
    ends     timestamptz not null default 'infinity'
);
create index couple_contract_resource on confidant.couple_contract (resource);
create index couple_contract_couple on confidant.couple_contract (couple);

-- Who has acknowledged the notice of 42 CFR 2.22.
create table confidant.notice (
    resource text not null,
    patient  integer not null references confidant.owner,
    version  text not null
);
create index notice_resource on confidant.notice (resource);
create index notice_patient on confidant.notice (patient);

-- Services that the patient paid in full, not to be disclosed to a plan (45 CFR 164.522(a)(1)(vi)).
create table confidant.self_pay (
    resource text not null,
    patient  integer not null references confidant.owner,
    payer    text not null,
    codes    text[] not null default '{}',
    starts   timestamptz not null,
    ends     timestamptz not null
);
create index self_pay_resource on confidant.self_pay (resource);
create index self_pay_patient on confidant.self_pay (patient);

-- What the program agreed to leave out of a patient's record.
create table confidant.omission (
    resource text not null,
    patient  integer not null references confidant.owner,
    tracks   text[] not null default '{}',
    types    text[] not null default '{}',
    codes    text[] not null default '{}',
    starts   timestamptz not null,
    ends     timestamptz not null
);
create index omission_resource on confidant.omission (resource);
create index omission_patient on confidant.omission (patient);

-- By which means a patient wants to be reached (45 CFR 164.522(b)).
create table confidant.contact (
    resource text not null,
    patient  integer not null references confidant.owner,
    medium   text not null,
    value    text not null
);
create index contact_resource on confidant.contact (resource);
create index contact_patient on confidant.contact (patient);

-- What has been announced to somebody before it ends, once for each end.
create table confidant.announcement (
    holder text not null,
    kind   text not null,
    ends   timestamptz not null,
    primary key (holder, kind, ends)
);

grant select, insert, delete on confidant.emergency, confidant.standing, confidant.couple_contract, confidant.notice,
    confidant.self_pay, confidant.omission, confidant.contact, confidant.announcement to confidant_server, confidant_request, confidant_system;
