package health.confidant.server.retention;

import health.confidant.access.Owner;
import health.confidant.retention.RecordClass;
import health.confidant.retention.Retention.Finding;
import health.confidant.retention.Retention.Verdict;
import health.confidant.server.segment.Owners;
import health.confidant.server.shred.Periods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What becomes of each record when the program ends, or another takes it over (42 CFR 2.19): it goes to the successor if
 * the patient has consented, it is kept sealed where the law asks for longer, and else it is destroyed. Of a couple both
 * partners have to have consented.
 */
final class HandOver {
    /**
     * One record's lot.
     *
     * @param transfer whether the successor may have it
     * @param kept whether the law, a case that is open or a hold keeps it here, sealed
     * @param until last day for which it is kept; empty when that is not known, or when nothing keeps it
     */
    record Lot(Owner owner, boolean transfer, boolean kept, Optional<LocalDate> until) {
        /** 42 CFR 2.19(a): all that is neither handed over nor to be kept. */
        boolean destroyed() {
            return !kept && !transfer;
        }
    }

    private static final String CONSENTED =
            """
            select exists (select from confidant.consent c
              where c.patient = ? and c.effect = 'PERMIT' and ? = any (c.recipients)
                and c.starts <= clock_timestamp() and clock_timestamp() < c.ends
                and (c.purposes = '{}' or 'TREAT' = any (c.purposes)))
            """;
    private static final String PARTNERS =
            """
            select partner from confidant.couple
            where couple = ? and starts <= clock_timestamp() and clock_timestamp() < ends
            """;

    private final JdbcTemplate sql;
    private final Owners owners;
    private final Periods periods;

    HandOver(JdbcTemplate sql, Owners owners, Periods periods) {
        this.sql = sql;
        this.owners = owners;
        this.periods = periods;
    }

    /**
     * The lots of the next owners who have records, in the order of their keys.
     *
     * @param successor {@code Organization/[id]}
     * @param after key of the owner that the last page ended with, or 0
     */
    List<Lot> page(String successor, int after, int size) {
        List<Lot> lots = new ArrayList<>();
        Optional<Owner> next = owners.after(after);
        while (next.isPresent() && lots.size() < size) {
            lot(next.get(), successor).ifPresent(lots::add);
            next = owners.after(next.get().id());
        }
        return lots;
    }

    private Optional<Lot> lot(Owner owner, String successor) {
        // What the log says of a record is kept whatever becomes of the record.
        List<Finding> findings = periods.of(owner).stream()
                .filter(finding -> finding.item().recordClass() != RecordClass.AUDIT)
                .toList();
        if (findings.isEmpty()) {
            return Optional.empty();
        }
        List<Finding> keep = findings.stream()
                .filter(finding -> finding.verdict() != Verdict.DUE)
                .toList();
        boolean known = keep.stream()
                .allMatch(finding ->
                        finding.verdict() == Verdict.KEEP && finding.until().isPresent());
        Optional<LocalDate> until = known
                ? keep.stream().flatMap(finding -> finding.until().stream()).max(LocalDate::compareTo)
                : Optional.empty();
        return Optional.of(new Lot(owner, transfer(owner, successor), !keep.isEmpty(), until));
    }

    private boolean transfer(Owner owner, String successor) {
        List<Integer> grantors = owner.kind() == Owner.Kind.COUPLE
                ? sql.queryForList(PARTNERS, Integer.class, owner.id())
                : List.of(owner.id());
        return grantors.size() == (owner.kind() == Owner.Kind.COUPLE ? 2 : 1)
                && grantors.stream()
                        .allMatch(grantor ->
                                Boolean.TRUE.equals(sql.queryForObject(CONSENTED, Boolean.class, grantor, successor)));
    }
}
