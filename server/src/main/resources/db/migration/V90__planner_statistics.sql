-- HAPI asks PostgreSQL to remember up to 10,000 common values of what its searches join by and look up. For a join the
-- planner compares the values of both sides, each with each: planning a chained search over 10,000 records took 3.3 ms, its
-- execution 0.1 (ADR 0083). A hundred hubs of the references, such as practitioners, and a thousand common codes are
-- what a plan depends on.
do $$
declare
    given record;
begin
    for given in
        select a.attrelid::regclass as relation, a.attname as name,
               case when a.attname in ('src_resource_id', 'target_resource_id') then 100 else 1000 end as target
          from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relnamespace = 'public'::regnamespace and c.relname like 'hfj\_%' and a.attstattarget > 1000
    loop
        execute format('alter table %s alter column %I set statistics %s', given.relation, given.name, given.target);
    end loop;
    -- What is there already is counted anew. An empty table stays uncounted: PostgreSQL would take it for empty later.
    if exists (select from public.hfj_res_link) then
        analyze public.hfj_res_link, public.hfj_spidx_token, public.hfj_spidx_string;
    end if;
end $$;
