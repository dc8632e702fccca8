-- A hold on a patient's record holds the log about it too: what a court wants of somebody is also who looked at it. A hold on
-- a couple is one on both partners, whose logs its records are in.
create or replace function confidant.journal_retire(retired date) returns void
language plpgsql security definer set search_path = '' as $$
declare
    first date := date_trunc('month', retired)::date;
    name  text := 'journal_' || to_char(retired, 'YYYY_MM');
    held  boolean;
begin
    if first + interval '1 month' > clock_timestamp() - interval '6 years' then
        raise exception 'records are kept for six years';
    end if;
    if not exists (select from confidant.journal_archive where month = first) then
        raise exception 'the month is not archived';
    end if;
    execute format('select exists (select from confidant.journal_hold h where released is null and (h.owner = 0 or exists
        (select from confidant.%1$I j where j.owner = h.owner)))
        or exists (select from confidant.%1$I j where j.owner in (select owner from confidant.legal_hold where lifted_at is null
        union select partner from confidant.legal_hold h join confidant.couple c on c.couple = h.owner
        where lifted_at is null))', name) into held;
    if held then
        raise exception 'a legal hold covers records of this month';
    end if;
    execute format('drop table confidant.%I', name);
end $$;
