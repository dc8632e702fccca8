-- The resources that scopes with a query part are about (ADR 0040): of the transaction's readable segments, those whose
-- token index has one of the hashes of each condition. The setting is an array of scopes, each an array of conditions:
-- [[{"exact": [system|code hashes], "code": [code hashes]}, ...], ...].
-- As its owner, because a policy on the token index cannot read the token index; it gives ids and nothing else.
create function confidant.granted() returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    setting text := nullif(current_setting('confidant.granted', true), '');
    readable text := current_setting('confidant.readable', true);
    bits bytea := case when left(readable, 2) = '\x' then readable::bytea end;
    -- A set of segments has two forms (ADR 0010).
    segments int[] := case
        when left(readable, 1) = '{' then readable::int[]
        when bits is not null then array(
            select n from generate_series(0, 8 * length(bits) - 1) n where get_bit(bits, n) = 1)
    end;
    scope jsonb;
    condition jsonb;
    exact bigint[];
    codes bigint[];
    found bigint[];
    matching bigint[];
begin
    if setting is null or segments is null then
        return;
    end if;
    for scope in select value from jsonb_array_elements(setting::jsonb) loop
        matching := null;
        for condition in select value from jsonb_array_elements(scope) loop
            exact := array(select e::bigint from jsonb_array_elements_text(condition -> 'exact') e);
            codes := array(select e::bigint from jsonb_array_elements_text(condition -> 'code') e);
            select coalesce(array_agg(distinct t.res_id), '{}') into found
              from public.hfj_spidx_token t
             where t.partition_id = any (segments)
               and (t.hash_sys_and_value = any (exact) or t.hash_value = any (codes))
               and (matching is null or t.res_id = any (matching));
            matching := found;
        end loop;
        return query select unnest(matching);
    end loop;
end $$;
revoke all on function confidant.granted() from public;
grant execute on function confidant.granted() to confidant_server, confidant_request, confidant_system;
