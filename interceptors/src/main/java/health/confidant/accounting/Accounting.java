package health.confidant.accounting;

import health.confidant.report.PlainWords;
import health.confidant.report.Report;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The disclosures that a patient is told of. Those made on consent or through this record system for treatment, payment
 * and operations go back three years (42 CFR 2.25), every other one six (45 CFR 164.528(a)(1)); what went to the patient
 * is none.
 */
public final class Accounting {
    private static final Set<String> OPERATIONS = Set.of("TREAT", "HPAYMT", "HOPERAT");
    private static final Period PART2 = Period.ofYears(3);
    private static final Period HIPAA = Period.ofYears(6);
    private static final List<Report.Column> COLUMNS = List.of(
            new Report.Column("date", "Date", 14),
            new Report.Column("recipient", "Who received it", 20),
            new Report.Column("address", "Address", 22),
            new Report.Column("what", "What was disclosed", 24),
            new Report.Column("purpose", "Purpose", 14),
            new Report.Column("number", "How often", 8));

    private Accounting() {}

    /** The ones that are told of at this moment, oldest first. */
    public static List<Disclosed> told(List<Disclosed> ledger, List<Suspension> suspensions, Instant now) {
        return ledger.stream()
                .filter(disclosed -> !disclosed.purpose().equals("PATRQT"))
                .filter(disclosed -> !disclosed.at().isBefore(first(disclosed.purpose(), now)))
                .filter(disclosed -> suspensions.stream().noneMatch(s -> s.covers(disclosed, now)))
                .sorted(java.util.Comparator.comparing(Disclosed::at))
                .toList();
    }

    /** How far back disclosures of this purpose are told. */
    static Instant first(String purpose, Instant now) {
        Period period = OPERATIONS.contains(purpose) ? PART2 : HIPAA;
        return now.atOffset(ZoneOffset.UTC).minus(period).toInstant();
    }

    /**
     * Several disclosures to one recipient for one purpose are one line: the first, how many, and the last (45 CFR
     * 164.528(b)(3)).
     *
     * @param about the patient's name
     * @param told from {@link #told}
     * @param free whether it is the first in 12 months
     */
    public static Report report(String about, List<Disclosed> told, boolean free, Instant now) {
        Map<List<String>, List<Disclosed>> lines = new LinkedHashMap<>();
        told.forEach(disclosed -> lines.computeIfAbsent(
                        List.of(disclosed.recipient(), disclosed.name(), disclosed.address(), disclosed.purpose()),
                        key -> new ArrayList<>())
                .add(disclosed));
        List<List<String>> rows = lines.values().stream().map(Accounting::row).toList();
        return new Report(
                "Accounting of disclosures",
                about,
                first("HLEGAL", now),
                now,
                now,
                COLUMNS,
                rows,
                List.of(
                        "Disclosures for treatment, payment and operations of the last three years (42 CFR 2.25), and every"
                                + " other disclosure of the last six (45 CFR 164.528).",
                        "What stayed inside the program is not a disclosure; the report \"Who looked at your records\" has"
                                + " it.",
                        free
                                ? "This accounting is free: it is the first one in twelve months."
                                : "It is not the first one in twelve months, so that a reasonable fee may be charged; you"
                                        + " are told the amount beforehand and may withdraw or change your request.",
                        "The receipt that comes with this accounting proves that these disclosures are in the program's"
                                + " audit journal, unchanged: java -jar confidant.jar verify RECEIPT-FILE."));
    }

    private static List<String> row(List<Disclosed> same) {
        Disclosed first = same.get(0);
        String begin = day(first.at());
        String end = day(same.get(same.size() - 1).at());
        TreeSet<String> kinds = new TreeSet<>();
        same.forEach(disclosed -> disclosed.types().forEach(type -> kinds.add(PlainWords.kind(type))));
        return List.of(
                begin.equals(end) ? begin : begin + " to " + end,
                first.name().isBlank() ? first.recipient() : first.name(),
                first.address().isBlank() ? "not known" : first.address(),
                String.join(", ", kinds),
                PlainWords.purpose(first.purpose()),
                Integer.toString(same.size()));
    }

    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
