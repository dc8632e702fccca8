-- The journal (ADR 0050): append-only records in the logs of the nodes, partitioned by month. What a record says about a
-- person is in its body, encrypted under the key of that person; the rest is what is needed to find it.
create table confidant.journal_log (
    id     smallint primary key generated always as identity,
    origin text not null unique,
    key    text not null,
    begun  timestamptz not null default clock_timestamp()
);

create table confidant.journal (
    log        smallint not null,
    sequence   bigint not null,
    at         timestamptz not null,
    id         uuid not null,
    owner      integer not null,
    action     smallint not null,
    outcome    smallint not null,
    purpose    smallint not null,
    track      smallint not null,
    agent      bigint not null,
    entities   bigint[] not null,
    commitment bytea not null,
    body       bytea not null,
    mac        bytea not null,
    primary key (log, sequence, at)
) partition by range (at);
create index journal_owner on confidant.journal (owner, at desc);
create index journal_at on confidant.journal (at desc);

-- Heads of complete subtrees of 256 records and more; and, below them, the leaves of records that were archived away.
create table confidant.journal_node (
    log   smallint not null,
    level smallint not null,
    index bigint not null,
    hash  bytea not null check (length(hash) = 32),
    primary key (log, level, index)
);

create table confidant.journal_checkpoint (
    log  smallint not null,
    size bigint not null,
    note text not null,
    primary key (log, size)
);

create table confidant.journal_hold (
    id       integer primary key generated always as identity,
    owner    integer not null,
    reason   text not null,
    placed   timestamptz not null default clock_timestamp(),
    released timestamptz
);

create table confidant.journal_archive (
    month    date primary key,
    file     text not null,
    sha256   text not null,
    archived timestamptz not null default clock_timestamp()
);

create trigger append_only before update or delete or truncate on confidant.journal_node
    for each statement execute function confidant.refuse_change();
create trigger append_only before update or delete or truncate on confidant.journal_checkpoint
    for each statement execute function confidant.refuse_change();
create trigger append_only before update or delete or truncate on confidant.journal_log
    for each statement execute function confidant.refuse_change();
create trigger append_only before update or delete or truncate on confidant.journal
    for each statement execute function confidant.refuse_change();

-- A partition for the month, with its own trigger: whoever names the partition does not pass its parent's.
create function confidant.journal_partition(month date) returns void
language plpgsql security definer set search_path = '' as $$
declare
    first date := date_trunc('month', month)::date;
    name  text := 'journal_' || to_char(month, 'YYYY_MM');
begin
    if to_regclass('confidant.' || name) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(7083322);
    if to_regclass('confidant.' || name) is not null then
        return;
    end if;
    execute format('create table confidant.%I partition of confidant.journal for values from (%L) to (%L)',
        name, first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC');
    execute format('create trigger append_only before update or delete or truncate on confidant.%I
        for each statement execute function confidant.refuse_change()', name);
end $$;
revoke all on function confidant.journal_partition(date) from public;
grant execute on function confidant.journal_partition(date) to confidant_server;

-- What has no month of its own, such as the records of a clock that is years off.
create table confidant.journal_other partition of confidant.journal default;
create trigger append_only before update or delete or truncate on confidant.journal_other
    for each statement execute function confidant.refuse_change();
select confidant.journal_partition((date_trunc('month', clock_timestamp()) + make_interval(months => m))::date)
    from generate_series(0, 12) m;

-- Drops a month that was archived, never a younger one than six years (45 CFR 164.316(b)(2)), none under a hold.
create function confidant.journal_retire(retired date) returns void
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
        (select from confidant.%I j where j.owner = h.owner)))', name) into held;
    if held then
        raise exception 'a legal hold covers records of this month';
    end if;
    execute format('drop table confidant.%I', name);
end $$;
revoke all on function confidant.journal_retire(date) from public;
grant execute on function confidant.journal_retire(date) to confidant_server;

-- No row-level security: nobody is served from these tables but through the providers, which decide by owner, and a
-- request's own role cannot read them at all.
grant select, insert on confidant.journal, confidant.journal_log, confidant.journal_node, confidant.journal_checkpoint,
    confidant.journal_archive to confidant_server;
grant insert on confidant.journal to confidant_request, confidant_system;
grant select, insert, update (released) on confidant.journal_hold to confidant_server;
