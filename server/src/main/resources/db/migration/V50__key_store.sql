-- Which key store sealed this database: one row. Its keys are not here, and in no backup of this database.
create table confidant.key_store (
    one      boolean primary key default true check (one),
    identity text not null
);
grant select, insert on confidant.key_store to confidant_server;
