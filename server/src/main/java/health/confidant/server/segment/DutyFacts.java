package health.confidant.server.segment;

import health.confidant.access.Owner;
import health.confidant.access.Period;
import health.confidant.enforcement.Refusals;
import health.confidant.fhir.breakglass.Emergencies;
import health.confidant.fhir.standing.StandingDraft;
import health.confidant.fhir.standing.Standings;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Contract;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the facts about duties (V20) in the transaction that stores what they come from. */
final class DutyFacts {
    private final JdbcTemplate sql;
    private final Owners owners;

    DutyFacts(JdbcTemplate sql, Owners owners) {
        this.sql = sql;
        this.owners = owners;
    }

    /** @return the owners whose decisions hang on it */
    Set<Integer> project(String reference, Resource resource, boolean deleted) {
        if (resource instanceof Task task && Emergencies.isReview(task)) {
            return emergency(reference, task, deleted);
        }
        if (resource instanceof Practitioner || resource instanceof Contract) {
            return standing(reference, resource, deleted);
        }
        return Set.of();
    }

    /**
     * What somebody has signed or learnt bears on everyone whom they treat; what an organisation has signed, on everyone.
     */
    private Set<Integer> standing(String reference, Resource resource, boolean deleted) {
        Set<String> holders = new HashSet<>(
                sql.queryForList("select holder from confidant.standing where resource = ?", String.class, reference));
        sql.update("delete from confidant.standing where resource = ?", reference);
        if (!deleted) {
            for (StandingDraft draft : Standings.of(resource)) {
                holders.add(draft.holder());
                sql.update(
                        "insert into confidant.standing (resource, holder, kind, tracks, purposes, starts, ends)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        reference,
                        draft.holder(),
                        draft.kind().name(),
                        names(draft.tracks()),
                        names(draft.purposes()),
                        start(draft.period()),
                        end(draft.period()));
            }
        }
        Set<Integer> touched = new HashSet<>();
        for (String holder : holders) {
            touched.addAll(
                    sql.queryForList("select owner from confidant.care_team where member = ?", Integer.class, holder));
        }
        if (holders.stream().anyMatch(holder -> holder.startsWith("Organization/"))) {
            sql.update("update confidant.owner set changed = pg_current_xact_id()");
        }
        return touched;
    }

    private static String[] names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    private Set<Integer> emergency(String reference, Task task, boolean deleted) {
        Set<Integer> touched = clear("emergency", "owner", reference);
        if (!deleted) {
            Emergencies.of(task).ifPresent(draft -> {
                Owner owner = owner(draft.patient());
                touched.add(owner.id());
                sql.update(
                        "insert into confidant.emergency (resource, owner, actor, starts, ends, review)"
                                + " values (?, ?, ?, ?, ?, ?)",
                        reference,
                        owner.id(),
                        draft.actor(),
                        time(draft.period().start()),
                        time(draft.period().end()),
                        draft.review().name());
            });
        }
        return touched;
    }

    private Set<Integer> clear(String table, String column, String reference) {
        Set<Integer> owned = new HashSet<>(sql.queryForList(
                "select distinct " + column + " from confidant." + table + " where resource = ?",
                Integer.class,
                reference));
        sql.update("delete from confidant." + table + " where resource = ?", reference);
        return owned;
    }

    private Owner owner(String reference) {
        return owners.find(reference).orElseThrow(Refusals::unresolvedReference);
    }

    static OffsetDateTime start(Period period) {
        return time(period.start());
    }

    static OffsetDateTime end(Period period) {
        return time(period.end());
    }

    static OffsetDateTime time(Instant instant) {
        if (instant.equals(Instant.MIN)) {
            return OffsetDateTime.MIN;
        }
        return instant.equals(Instant.MAX) ? OffsetDateTime.MAX : instant.atOffset(ZoneOffset.UTC);
    }
}
