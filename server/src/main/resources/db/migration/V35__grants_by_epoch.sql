-- What an access token rests on (its grant, client, account and session) is read once and asked about afterwards with one
-- number: the newest transaction that changed any of it (ADR 0082). New rows change nothing that was read before.
create table confidant.grant_change (
    changed xid8 primary key
);

-- Whoever makes the change; the server may not write here by itself.
create function confidant.grant_changed() returns trigger
language plpgsql security definer set search_path = confidant, pg_temp as $$
begin
    insert into confidant.grant_change values (pg_current_xact_id()) on conflict do nothing;
    return null;
end $$;

create trigger grant_changed after update or delete on confidant.client
    for each row execute function confidant.grant_changed();
create trigger grant_changed after update or delete on confidant.account
    for each row execute function confidant.grant_changed();

-- A session is seen at each use, a grant is written with each token: neither changes what a token rests on.
create trigger grant_changed after update on confidant.session
    for each row when (old.ended_at is distinct from new.ended_at or old.id <> new.id)
    execute function confidant.grant_changed();
create trigger grant_changed after update on confidant.authorization_grant
    for each row when (row (old.id, old.client_id, old.principal, old.session)
        is distinct from row (new.id, new.client_id, new.principal, new.session))
    execute function confidant.grant_changed();
create trigger grant_changed after update on confidant.authorization_token
    for each row when (old.kind = 'access_token') execute function confidant.grant_changed();

create trigger grant_gone after delete on confidant.session
    for each row execute function confidant.grant_changed();
create trigger grant_gone after delete on confidant.authorization_grant
    for each row execute function confidant.grant_changed();
create trigger grant_gone after delete on confidant.authorization_token
    for each row when (old.kind = 'access_token') execute function confidant.grant_changed();

create trigger grants_gone after truncate on confidant.client execute function confidant.grant_changed();
create trigger grants_gone after truncate on confidant.account execute function confidant.grant_changed();
create trigger grants_gone after truncate on confidant.session execute function confidant.grant_changed();
create trigger grants_gone after truncate on confidant.authorization_grant execute function confidant.grant_changed();
create trigger grants_gone after truncate on confidant.authorization_token execute function confidant.grant_changed();

-- Older ones than the newest say nothing, and are swept.
grant select, delete on confidant.grant_change to confidant_server;
