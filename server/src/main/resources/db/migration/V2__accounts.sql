-- Who may sign in, which applications may ask, and what was granted. Tokens and codes are stored as SHA-256 only.

create table confidant.account (
    login         text primary key check (login = lower(login) and length(login) between 1 and 200),
    password_hash text not null,
    reference     text not null check (reference ~ '^[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}$'),
    roles         text[] not null,
    clients       text[],                     -- client ids that may act for this account; null: any
    disabled      boolean not null default false
);

create table confidant.client (
    client_id     text primary key check (length(client_id) between 1 and 100),
    kind          text not null check (kind in ('PUBLIC', 'BACKEND')),
    name          text not null,
    redirect_uris text[] not null,
    scopes        text[] not null,
    jwks          text,
    reference     text check (reference ~ '^[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}$'),
    roles         text[] not null,
    portal        text,
    purpose       text not null,
    disabled      boolean not null default false,
    check ((kind = 'PUBLIC' and jwks is null and cardinality(redirect_uris) > 0)
        or (kind = 'BACKEND' and jwks is not null and reference is not null and cardinality(redirect_uris) = 0))
);

create table confidant.authorization_grant (
    id         text primary key,
    client_id  text not null references confidant.client,
    principal  text not null,
    grant_type text not null,
    scopes     text[] not null,
    attributes text not null,
    version    bigint not null,
    expires_at timestamptz not null
);
create index on confidant.authorization_grant (expires_at);

create table confidant.authorization_token (
    hash        bytea primary key check (length(hash) = 32),
    grant_id    text not null references confidant.authorization_grant on delete cascade,
    kind        text not null,
    issued_at   timestamptz,
    expires_at  timestamptz,
    scopes      text[] not null,
    metadata    text not null,
    invalidated boolean not null
);
create index on confidant.authorization_token (grant_id);

create table confidant.client_assertion (
    hash       bytea primary key check (length(hash) = 32),
    expires_at timestamptz not null
);
create index on confidant.client_assertion (expires_at);

create table confidant.sign_in_throttle (
    hash         bytea primary key check (length(hash) = 32),
    tries        integer not null,
    last_try     timestamptz not null,
    succeeded_at timestamptz
);
create index on confidant.sign_in_throttle (last_try);

grant usage on schema confidant to confidant_server;
grant select, insert, update on confidant.account, confidant.client to confidant_server;
grant select, insert, update, delete
    on confidant.authorization_grant, confidant.authorization_token, confidant.client_assertion, confidant.sign_in_throttle
    to confidant_server;
