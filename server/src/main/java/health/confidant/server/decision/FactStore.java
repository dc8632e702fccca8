package health.confidant.server.decision;

import health.confidant.access.Actor;
import health.confidant.access.CareTeamFact;
import health.confidant.access.ConsentFact;
import health.confidant.access.CoupleFact;
import health.confidant.access.EmergencyFact;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.Period;
import health.confidant.access.ProvisionId;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Segment;
import health.confidant.access.StandingFact;
import health.confidant.access.Track;
import health.confidant.label.Label;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what a decision needs, in one statement and so in one snapshot. */
public final class FactStore {
    /**
     * What was read.
     *
     * @param since oldest transaction that this snapshot may not have seen
     * @param clean whether the running transaction has written nothing yet, so that the result may be kept
     * @param changed owners whose facts changed since the given transaction, whether still candidates or not
     */
    public record Reading(
            long since, Instant now, boolean clean, Set<Integer> changed, List<Segment> candidates, Facts facts) {}

    private static final String READ =
            """
            with parties as (
                select resource as party, starts, ends from confidant.care_team where member = ?
                union all select party, starts, ends from confidant.membership where member = ?
                union all select c.resource, c.starts, c.ends from confidant.couple c
                    join confidant.owner o on o.id = c.partner where o.reference = ?
            ), mine as (
                select id from confidant.owner where reference in (?, ?)
                union select owner from confidant.emergency where actor = ? and ends > now()
                union select owner from confidant.care_team where member = ?
                union select patient from confidant.consent where recipients @> array[?::text]
                union select patient from confidant.consent
                    where recipients && (select coalesce(array_agg(party), '{}') from parties)
                union select owner from confidant.segment where source = ? and source <> ''
                union select id from confidant.owner where ?
                union select 1
            ), related as (
                select id from mine
                union select partner from confidant.couple where couple in (select id from mine)
                union select couple from confidant.couple where partner in (select id from mine)
            ), changed as (
                select id from confidant.owner where changed >= ?::text::xid8
            ), candidates as (
                -- The first condition alone lets PostgreSQL skip all that follows when nothing has changed.
                select id from related
                where (? or exists (select from changed)) and (? or id in (select id from changed))
                  and (?::int = 0 or id = ? or id in (select couple from confidant.couple where partner = ?))
            ), couples as (
                select couple, partner, starts, ends from confidant.couple
                where couple in (select id from candidates) or partner in (select id from candidates)
            ), owners as (
                select id from candidates union select couple from couples union select partner from couples
            )
            select 'H'::text, 0, 0, pg_snapshot_xmin(pg_current_snapshot())::text, null::text, null::text,
                   null::text[], null::text[], null::text[],
                   pg_current_xact_id_if_assigned() is null, clock_timestamp(), null::timestamptz
            union all select 'X', id, 0, null, null, null, null, null, null, false, null, null from changed where not ?
            union all select 'O', o.id, 0, kind, reference, null, null, null, null, false, null, null
                from confidant.owner o where id in (select id from owners)
            union all select 'S', s.id, owner, track, source, author, labels, carve, null, false, null, null
                from confidant.segment s where owner in (select id from candidates)
            union all select 'T', owner, 0, track, member, null, null, null, null, false, starts, ends
                from confidant.care_team where member = ? and owner in (select id from owners)
            union all select 'C', couple, partner, null, null, null, null, null, null, false, starts, ends from couples
            union all select 'P', patient, 0, provision, effect, exception_to, recipients,
                   purposes || '{|}' || tracks, labels, carved, starts, ends
                from confidant.consent
                where patient in (select id from owners) and (recipients @> array[?::text] or recipients = '{}')
            union all select 'P', patient, 0, provision, effect, exception_to, array[?::text],
                   purposes || '{|}' || tracks, labels, carved,
                   greatest(c.starts, p.starts), least(c.ends, p.ends)
                from confidant.consent c join parties p on p.party = any(c.recipients)
                where patient in (select id from owners) and not recipients @> array[?::text]
                  and greatest(c.starts, p.starts) < least(c.ends, p.ends)
            union all select 'E', owner, 0, actor, null, null, null, null, null, false, starts, ends
                from confidant.emergency where actor = ? and owner in (select id from owners)
            union all select 'N', 0, 0, kind, holder, null, tracks, purposes, null, false, starts, ends
                from confidant.standing where holder = ?
            """;

    private final JdbcTemplate sql;

    public FactStore(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** @param since read what changed in this transaction or later; negative means everything */
    public Reading read(Actor actor, long since) {
        return read(actor, since, 0);
    }

    /** What a decision about one owner, and the couples that the owner is or was in, needs to know. */
    public Reading readAbout(Actor actor, Owner owner) {
        return read(actor, -1, owner.id());
    }

    private Reading read(Actor actor, long since, int owner) {
        boolean all = since < 0;
        Reader reader = new Reader();
        sql.query(
                READ,
                reader::row,
                actor.reference(),
                actor.reference(),
                actor.reference(),
                actor.reference(),
                actor.patient().orElse(actor.reference()),
                actor.reference(),
                actor.reference(),
                actor.reference(),
                actor.client(),
                everyone(actor),
                Long.toString(all ? 0 : since),
                all,
                all,
                owner,
                owner,
                owner,
                all,
                actor.reference(),
                actor.reference(),
                actor.reference(),
                actor.reference(),
                actor.reference(),
                actor.reference());
        return reader.reading();
    }

    /** Roles whose duty is not tied to one patient; what they may see of each is still the policies' to say. */
    private static boolean everyone(Actor actor) {
        return !java.util.Collections.disjoint(actor.roles(), EVERYONE);
    }

    private static final Set<Role> EVERYONE = Set.of(Role.BILLER, Role.INTAKE, Role.PRIVACY_OFFICER, Role.ASSOCIATE);

    private static final class Reader {
        private final Map<Integer, Owner> owners = new HashMap<>();
        private final List<Function<Map<Integer, Owner>, Object>> rows = new ArrayList<>();
        private final Set<Integer> changed = new HashSet<>();
        private final List<Function<Map<Integer, Owner>, Object>> permitsApart = new ArrayList<>();
        /** Permits that are taken out of a denial, by the denial. */
        private final Map<ProvisionId, List<ConsentFact>> exceptions = new HashMap<>();

        private long since;
        private boolean clean;
        private Instant now;

        private void row(ResultSet row) throws SQLException {
            int a = row.getInt(2);
            int b = row.getInt(3);
            String c = row.getString(4);
            String d = row.getString(5);
            String e = row.getString(6);
            switch (row.getString(1)) {
                case "H" -> {
                    since = Long.parseLong(c);
                    clean = row.getBoolean(10);
                    now = row.getObject(11, OffsetDateTime.class).toInstant();
                }
                case "X" -> changed.add(a);
                case "O" -> owners.put(a, new Owner(a, Owner.Kind.valueOf(c), d));
                case "S" -> {
                    Set<Label> labels = set(row, 7, Label::valueOf);
                    Set<ProvisionId> carve = set(row, 8, ProvisionId::new);
                    rows.add(o -> new Segment(a, o.get(b), Track.valueOf(c), labels, d, e, carve));
                }
                case "T" -> {
                    Period period = period(row);
                    rows.add(o -> new CareTeamFact(o.get(a), Track.valueOf(c), d, period));
                }
                case "C" -> {
                    Period period = period(row);
                    rows.add(o -> new CoupleFact(o.get(a), o.get(b), period));
                }
                case "E" -> {
                    Period period = period(row);
                    rows.add(o -> new EmergencyFact(o.get(a), c, period));
                }
                case "N" -> {
                    StandingFact standing = new StandingFact(
                            d,
                            StandingFact.Kind.valueOf(c),
                            set(row, 7, Track::valueOf),
                            set(row, 8, Purpose::valueOf),
                            period(row));
                    rows.add(o -> standing);
                }
                default -> consent(row, a, c, d, e);
            }
        }

        private void consent(ResultSet row, int patient, String provision, String effect, String exceptionTo)
                throws SQLException {
            List<String> selectors = Arrays.asList((String[]) row.getArray(8).getArray());
            int bar = selectors.indexOf("|");
            Set<String> recipients = set(row, 7, Function.identity());
            Set<Purpose> purposes =
                    selectors.subList(0, bar).stream().map(Purpose::valueOf).collect(Collectors.toSet());
            Set<Track> tracks = selectors.subList(bar + 1, selectors.size()).stream()
                    .map(Track::valueOf)
                    .collect(Collectors.toSet());
            Set<Label> labels = set(row, 9, Label::valueOf);
            Period period = period(row);
            boolean carved = row.getBoolean(10);
            // Exceptions come first, so that a denial finds its own.
            (exceptionTo.isEmpty() ? rows : permitsApart).add(o -> {
                ConsentFact fact = new ConsentFact(
                        new ProvisionId(provision),
                        o.get(patient),
                        ConsentFact.Effect.valueOf(effect),
                        recipients,
                        purposes,
                        tracks,
                        labels,
                        period,
                        carved,
                        exceptions.getOrDefault(new ProvisionId(provision), List.of()));
                if (!exceptionTo.isEmpty()) {
                    exceptions
                            .computeIfAbsent(new ProvisionId(exceptionTo), id -> new ArrayList<>())
                            .add(fact);
                }
                return fact;
            });
        }

        private Reading reading() {
            List<Object> made = Stream.concat(permitsApart.stream(), rows.stream())
                    .map(row -> row.apply(owners))
                    .toList();
            return new Reading(
                    since,
                    now,
                    clean,
                    changed,
                    only(made, Segment.class),
                    new Facts(
                            only(made, CareTeamFact.class),
                            only(made, CoupleFact.class),
                            only(made, ConsentFact.class),
                            only(made, EmergencyFact.class),
                            only(made, StandingFact.class)));
        }

        private static <T> List<T> only(List<Object> made, Class<T> type) {
            return made.stream().filter(type::isInstance).map(type::cast).toList();
        }

        private static <T> Set<T> set(ResultSet row, int column, Function<String, T> parse) throws SQLException {
            return Arrays.stream((String[]) row.getArray(column).getArray())
                    .map(parse)
                    .collect(Collectors.toSet());
        }

        private static Period period(ResultSet row) throws SQLException {
            return new Period(instant(row, 11), instant(row, 12));
        }
    }

    /** A timestamp that may be without end. */
    static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        if (time.equals(OffsetDateTime.MIN)) {
            return Instant.MIN;
        }
        return time.equals(OffsetDateTime.MAX) ? Instant.MAX : time.toInstant();
    }
}
