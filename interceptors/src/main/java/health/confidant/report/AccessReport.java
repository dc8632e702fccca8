package health.confidant.report;

import health.confidant.access.CitedRule;
import health.confidant.access.Rule;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.audit.PatientView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Who looked at a patient's records or changed them, when, in which role and track, what kind of record it was and why it
 * was allowed; refusals too. The partner is another participant, whoever they are.
 */
public final class AccessReport {
    private static final List<Report.Column> COLUMNS = List.of(
            new Report.Column("when", "When (UTC)", 13),
            new Report.Column("who", "Who", 15),
            new Report.Column("role", "Role", 12),
            new Report.Column("action", "What they did", 13),
            new Report.Column("kind", "Kind of record", 17),
            new Report.Column("track", "Part of your care", 10),
            new Report.Column("purpose", "Purpose", 9),
            new Report.Column("why", "Why it was allowed or refused", 25));
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private AccessReport() {}

    /**
     * @param patient whose report it is, {@code Patient/[id]}
     * @param about the patient's name, for the page
     * @param records newest first, as the journal has them
     * @param names of persons and organisations by reference; what has none stays a reference
     */
    public static Report of(
            String patient,
            String about,
            List<AuditRecord> records,
            Instant from,
            Instant until,
            Instant made,
            UnaryOperator<String> names) {
        List<List<String>> rows = records.stream()
                .map(record -> row(PatientView.of(record, patient), patient, names))
                .toList();
        return new Report(
                "Who looked at your records",
                about,
                from,
                until,
                made,
                COLUMNS,
                rows,
                List.of(
                        "Each line is one look at your records, one change of them, or one attempt that was refused."
                                + " Where records left the program by it, or came from outside, a line beside it says"
                                + " so: received, sent us.",
                        "A search that named you is listed, also where it was shown nothing of yours. \"Another"
                                + " participant\" is another patient, such as somebody who takes part in your couples"
                                + " treatment; this report does not say who.",
                        "The receipt that comes with this report proves that these lines are in the program's audit"
                                + " journal, unchanged: java -jar confidant.jar verify RECEIPT-FILE. It needs no access to"
                                + " the program.",
                        "If something here should not have happened, ask the privacy officer."));
    }

    private static List<String> row(AuditRecord record, String patient, UnaryOperator<String> names) {
        return List.of(
                WHEN.format(record.at()),
                who(record, patient, names),
                PlainWords.roles(record.roles()),
                PlainWords.action(record),
                PlainWords.kinds(record),
                record.track().map(PlainWords::track).orElse(""),
                PlainWords.purpose(record.purpose().name()),
                why(record));
    }

    private static String who(AuditRecord record, String patient, UnaryOperator<String> names) {
        if (record.agent().equals(patient)) {
            return "you";
        }
        if (record.agent().equals(PatientView.PARTICIPANT)) {
            return "another participant";
        }
        return record.agent().isBlank() ? "no longer known" : names.apply(record.agent());
    }

    private static String why(AuditRecord record) {
        boolean denied = record.outcome() == Outcome.DENIED;
        String sentences = record.rules().stream()
                .map(CitedRule::rule)
                .filter(rule -> denied == rule instanceof Rule.Forbid)
                .map(Rule::because)
                .distinct()
                .collect(Collectors.joining(" "));
        if (sentences.isEmpty()) {
            return denied ? "Nothing permitted it." : "";
        }
        return sentences;
    }
}
