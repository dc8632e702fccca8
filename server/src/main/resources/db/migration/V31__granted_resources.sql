-- The resources that scopes with a query part are about (ADR 0040): of the transaction's readable segments, those whose
-- token index has one of the hashes of each condition. The setting is an array of scopes, each an array of conditions:
-- [[{"exact": [system|code hashes], "code": [code hashes]}, ...], ...].
-- As its owner, because a policy on the token index cannot read the token index; it gives ids and nothing else.
-- The readable segments come in two forms (ADR 0010), an array or a bit for each segment; anything else holds none.
create function confidant.granted() returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    setting text := nullif(current_setting('confidant.granted', true), '');
    given text := nullif(current_setting('confidant.readable', true), '');
    segments int[];
    bits bytea;
    scope jsonb;
    condition jsonb;
    exact bigint[];
    codes bigint[];
    found bigint[];
    matching bigint[];
begin
    if setting is null or given is null then
        return;
    end if;
    if left(given, 1) = '{' then
        segments := given::int[];
    elsif left(given, 2) = '\x' then
        bits := given::bytea;
    else
        return;
    end if;
    for scope in select value from jsonb_array_elements(setting::jsonb) loop
        matching := null;
        for condition in select value from jsonb_array_elements(scope) loop
            exact := array(select e::bigint from jsonb_array_elements_text(condition -> 'exact') e);
            codes := array(select e::bigint from jsonb_array_elements_text(condition -> 'code') e);
            select coalesce(array_agg(distinct t.res_id), '{}') into found
              from public.hfj_spidx_token t
             where (t.partition_id = any (segments)
                 or case when t.partition_id >= 0 and t.partition_id < 8 * length(bits)
                         then get_bit(bits, t.partition_id) = 1 else false end)
               and (t.hash_sys_and_value = any (exact) or t.hash_value = any (codes))
               and (matching is null or t.res_id = any (matching));
            matching := found;
        end loop;
        return query select unnest(matching);
    end loop;
end $$;
revoke all on function confidant.granted() from public;
grant execute on function confidant.granted() to confidant_server, confidant_request, confidant_system;
