-- What was destroyed, at whose request and with whose approval. It is kept as long as the audit log.
create table confidant.destruction (
    id           uuid primary key,
    owner        integer not null references confidant.owner,
    reference    text not null,
    reason       text not null,
    papers       boolean not null,
    requested_by text not null,
    requested_at timestamptz not null,
    approved_by  text check (approved_by <> requested_by),
    destroyed_at timestamptz,
    certificate  text
);
create index destruction_owner on confidant.destruction (owner);
grant select, insert, update (approved_by, destroyed_at, certificate) on confidant.destruction to confidant_server;

-- While a hold is in force nothing of the owner is destroyed or made anonymous.
create table confidant.legal_hold (
    id        bigint primary key generated always as identity,
    owner     integer not null references confidant.owner,
    reason    text not null,
    placed_by text not null,
    placed_at timestamptz not null,
    lifted_by text,
    lifted_at timestamptz
);
create index legal_hold_owner on confidant.legal_hold (owner) where lifted_at is null;
grant select, insert, update (lifted_by, lifted_at) on confidant.legal_hold to confidant_server;
