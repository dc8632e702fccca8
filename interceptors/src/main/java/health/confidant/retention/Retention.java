package health.confidant.retention;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Says of each case whether its period is over. Doubt keeps. */
public final class Retention {
    private static final int MAJORITY = 18;

    /** What a dry run lists and a run does. */
    public enum Verdict {
        /** Still in effect, or its period runs, or nobody knows how long it is. */
        KEEP,
        /** Its period is over, and a legal hold keeps it. */
        HELD,
        /** Its period is over. */
        DUE
    }

    /**
     * @param until last day on which it has to be kept; empty when that is not known
     * @param basis what asks for it
     */
    public record Finding(RetentionCase item, Verdict verdict, Optional<LocalDate> until, String basis) {}

    private final RetentionRules rules;

    public Retention(RetentionRules rules) {
        this.rules = rules;
    }

    public Finding judge(RetentionCase item, LocalDate today) {
        List<RetentionRule> binding = rules.binding(item.recordClass(), item.jurisdiction());
        if (binding.isEmpty()) {
            return new Finding(item, Verdict.KEEP, Optional.empty(), "no rule speaks of it");
        }
        LocalDate until = LocalDate.MIN;
        String basis = "";
        for (RetentionRule rule : binding) {
            Optional<LocalDate> asked = until(rule, item);
            if (asked.isEmpty()) {
                return new Finding(item, Verdict.KEEP, Optional.empty(), "the birth date is not known");
            }
            if (asked.get().isAfter(until)) {
                until = asked.get();
                basis = rule.basis();
            }
        }
        if (item.open()) {
            return new Finding(item, Verdict.KEEP, Optional.empty(), "it is still in effect");
        }
        if (!today.isAfter(until)) {
            return new Finding(item, Verdict.KEEP, Optional.of(until), basis);
        }
        return new Finding(item, item.held() ? Verdict.HELD : Verdict.DUE, Optional.of(until), basis);
    }

    /** A person born, or active, on 29 February has the anniversary on 1 March: the later day keeps longer. */
    private static Optional<LocalDate> until(RetentionRule rule, RetentionCase item) {
        LocalDate period = anniversary(item.lastActivity(), rule.years());
        if (rule.minorUntil().isEmpty()) {
            return Optional.of(period);
        }
        if (item.birth().isEmpty()) {
            return Optional.empty();
        }
        LocalDate birth = item.birth().get();
        boolean minor = item.lastActivity().isBefore(anniversary(birth, MAJORITY));
        LocalDate grown = anniversary(birth, rule.minorUntil().getAsInt());
        return Optional.of(minor && grown.isAfter(period) ? grown : period);
    }

    private static LocalDate anniversary(LocalDate day, int years) {
        LocalDate same = day.plusYears(years);
        return same.getDayOfMonth() == day.getDayOfMonth() ? same : same.plusDays(1);
    }
}
