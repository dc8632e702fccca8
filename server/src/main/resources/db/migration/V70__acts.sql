-- Administrative acts that are no request: a command, or a change of an account, a client, a second factor, a hold by
-- whatever SQL, recorded in the transaction that does it. A node takes them into the journal, each once; until one runs
-- they wait here. Append-only, and it never holds a password, a secret, a key or a login.
create table confidant.act (
    id      uuid primary key default gen_random_uuid(),
    at      timestamptz not null default clock_timestamp(),
    actor   text not null,     -- login of PostgreSQL
    program text not null,     -- what the connection called itself
    address text not null,     -- from where, empty for a socket
    what    text not null,     -- 'account changed: roles ["BILLER"] -> ["OPERATOR"]'
    subject text not null      -- reference of whom it is about, the name of a client, or empty
);
create table confidant.act_recorded (
    act uuid primary key references confidant.act
);
create trigger append_only before update or delete or truncate on confidant.act
    for each statement execute function confidant.refuse_change();
create trigger append_only before update or delete or truncate on confidant.act_recorded
    for each statement execute function confidant.refuse_change();

-- The one way in, so that nobody writes somebody else's name under an act.
create function confidant.record_act(what text, subject text) returns void
language sql security definer set search_path = '' as $$
    insert into confidant.act (actor, program, address, what, subject)
    values (session_user, left(current_setting('application_name', true), 60), coalesce(host(inet_client_addr()), ''),
            left(what, 500), subject)
$$;
revoke all on function confidant.record_act(text, text) from public;
grant execute on function confidant.record_act(text, text) to confidant_server;

-- Arguments: what the row is; which column names it; the columns whose values may be told, the others by name alone.
create function confidant.act_of_row() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
    before  jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
    after   jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
    told    text[] := string_to_array(tg_argv[2], ' ');
    changed text;
    named   text := coalesce(after ->> tg_argv[1], before ->> tg_argv[1], '');
begin
    select string_agg(c.key || case when c.key = any (told)
               then ' ' || coalesce(before ->> c.key, 'none') || ' -> ' || coalesce(c.value #>> '{}', 'none') else '' end,
           ', ' order by c.key) into changed
        from jsonb_each(after) c where before -> c.key is distinct from c.value;
    if tg_op = 'UPDATE' and changed is null then
        return null;
    end if;
    if tg_argv[1] = 'login' then
        select coalesce(max(a.reference), '') into named from confidant.account a where a.login = named;
    elsif tg_argv[1] = 'handle' then
        select coalesce(max(a.reference), '') into named from confidant.passkey_user p
            join confidant.account a on a.login = p.login where p.handle = named;
    elsif tg_argv[1] = 'owner' then
        select coalesce(max(o.reference), 'all') into named from confidant.owner o where o.id = named::integer;
    end if;
    perform confidant.record_act(tg_argv[0] || case tg_op when 'INSERT' then ' added' when 'DELETE' then ' removed'
        else ' changed: ' || changed end, named);
    return null;
end $$;

create trigger act after insert or update or delete on confidant.account
    for each row execute function confidant.act_of_row('account', 'reference', 'roles clients disabled');
create trigger act after insert or update or delete on confidant.client
    for each row execute function confidant.act_of_row('client', 'client_id',
        'kind scopes roles purpose purposes disabled trusted introspects redirect_uris');
create trigger act after update on confidant.client_registration
    for each row execute function confidant.act_of_row('client registration', 'id', 'approved');
-- A code that is used counts up its step; that is a sign-in, not an act.
create trigger act after insert or delete or update of secret, confirmed on confidant.totp
    for each row execute function confidant.act_of_row('authenticator app', 'login', 'confirmed');
create trigger act after insert or delete or update of public_key, handle on confidant.passkey
    for each row execute function confidant.act_of_row('passkey', 'handle', '');
create trigger act after insert or update on confidant.journal_hold
    for each row execute function confidant.act_of_row('hold on the journal', 'owner', 'released');
create trigger act after insert on confidant.journal_archive
    for each row execute function confidant.act_of_row('month of the journal archived', 'month', '');

grant select on confidant.act to confidant_server;
grant select, insert on confidant.act_recorded to confidant_server;
