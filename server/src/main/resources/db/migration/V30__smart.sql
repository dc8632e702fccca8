-- SMART App Launch 2.2: kinds of clients, refresh tokens, launches; a second factor, sessions and their history.

alter table confidant.client drop constraint client_kind_check, drop constraint client_check;
alter table confidant.client
    add column secret      bytea check (length(secret) = 32),   -- SHA-256 of 256 random bits
    add column jwks_uri    text,
    add column launch_uri  text,                                -- where an EHR launch opens the app
    add column purposes    text[] not null default '{}',        -- that a backend may assert beside its own
    add column trusted     boolean not null default false,      -- the program's own app: no consent page
    add column introspects boolean not null default false;      -- may introspect tokens of other clients
update confidant.client set trusted = (kind = 'PUBLIC');
alter table confidant.client
    add constraint client_kind check (kind in ('PUBLIC', 'SYMMETRIC', 'ASYMMETRIC', 'BACKEND')),
    add constraint client_parts check (
        (kind = 'BACKEND') = (reference is not null)
        and (kind = 'BACKEND') = (cardinality(redirect_uris) = 0)
        and (kind in ('BACKEND', 'ASYMMETRIC')) = (num_nonnulls(jwks, jwks_uri) = 1)
        and num_nonnulls(jwks, jwks_uri) <= 1
        and (kind = 'SYMMETRIC') = (secret is not null));

-- What somebody asked the operator to register (RFC 7591); nothing of it is in force.
create table confidant.client_registration (
    id           text primary key,
    asked_at     timestamptz not null,
    metadata     jsonb not null,
    secret       bytea check (length(secret) = 32),
    decided_at   timestamptz,
    decided_by   text,
    approved     boolean
);

alter table confidant.authorization_grant
    add column session    bytea,                                -- the sign-in session it ends with; null: none
    add column created_at timestamptz not null default now(),
    add column used_at    timestamptz not null default now();
create index on confidant.authorization_grant (principal);

-- Refresh tokens that were exchanged: one that comes again ends its grant (RFC 9700, section 4.14.2).
create table confidant.spent_token (
    hash     bytea primary key check (length(hash) = 32),
    grant_id text not null references confidant.authorization_grant on delete cascade
);
create index on confidant.spent_token (grant_id);

create table confidant.launch (
    hash       bytea primary key check (length(hash) = 32),
    login      text not null references confidant.account,
    client_id  text not null references confidant.client,
    patient    text not null,
    encounter  text,
    expires_at timestamptz not null
);

create table confidant.totp (
    login     text primary key references confidant.account,
    secret    bytea not null,                                   -- encrypted
    last_step bigint not null default 0,
    confirmed boolean not null default false
);

create table confidant.recovery_code (
    login   text not null references confidant.account,
    hash    bytea not null check (length(hash) = 32),
    primary key (login, hash)
);

create table confidant.passkey_user (
    login  text primary key references confidant.account,
    handle text not null unique
);

create table confidant.passkey (
    id              text primary key,
    handle          text not null references confidant.passkey_user (handle),
    label           text not null,
    public_key      bytea not null,
    signature_count bigint not null,
    uv_initialized  boolean not null,
    backup_eligible boolean not null,
    backup_state    boolean not null,
    transports      text[] not null,
    attestation     bytea not null,
    client_data     bytea not null,
    created_at      timestamptz not null,
    last_used_at    timestamptz not null
);
create index on confidant.passkey (handle);

create table confidant.session (
    id         bytea primary key check (length(id) = 32),
    login      text not null references confidant.account,
    started_at timestamptz not null,
    seen_at    timestamptz not null,
    proved_at  timestamptz not null,
    factors    text[] not null,
    address    text not null,
    agent      text not null,
    ended_at   timestamptz
);
create index on confidant.session (login, started_at desc);

-- For the person alone: when, from where and how somebody signed in or tried to.
create table confidant.sign_in (
    id      bigint primary key generated always as identity,
    login   text not null references confidant.account,
    at      timestamptz not null,
    outcome text not null,
    address text not null,
    agent   text not null
);
create index on confidant.sign_in (login, at desc);

grant select, insert, update, delete
    on confidant.client_registration, confidant.spent_token, confidant.launch, confidant.totp, confidant.recovery_code,
       confidant.passkey_user, confidant.passkey, confidant.session, confidant.sign_in
    to confidant_server;
