-- What apps keep for their users (SMART App Launch 2.2, "App State"). No record: it says how an app is set up. Every
-- statement names the client and the subject of the token, so that one condition is the whole rule; there is no search
-- that row-level security would have to hold.
create table confidant.app_state (
    id        text primary key,
    client_id text not null references confidant.client,
    subject   text not null,
    code      text not null,
    body      text not null check (length(body) <= 65536),
    version   bigint not null default 1
);
create index on confidant.app_state (client_id, subject, code);
grant select, insert, update, delete on confidant.app_state to confidant_server;
