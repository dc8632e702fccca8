-- Documents in the vault: which sealed parts belong to which DocumentReference, and whose key seals them. The parts
-- themselves are in CONFIDANT_DOCUMENTS_DIRECTORY.
create table confidant.document (
    blob         uuid primary key,
    reference    text not null unique,
    owner        integer not null references confidant.owner,
    kind         text not null,
    content_type text not null,
    length       bigint not null check (length > 0),
    parts        bigint[] not null default '{}',
    hashes       text[] not null default '{}'
);
create index document_owner on confidant.document (owner);
grant select, insert, delete, update (parts, hashes, blob, owner, kind) on confidant.document
    to confidant_server, confidant_request, confidant_system;
