package health.confidant.server.scenario;

import health.confidant.ig.World;
import health.confidant.server.demo.Cast;
import health.confidant.server.scenario.Finding.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Doors that no other FHIR server has: what is kept in the vault, what explains a decision, what reports on a patient. */
final class OwnDoors {
    private static final Pattern EXPORT = Pattern.compile("/exports/[0-9a-f-]{36}");

    private OwnDoors() {}

    static List<Finding> document(Visit visit) {
        return List.of(document(visit, "GET"), document(visit, "HEAD"), document(visit, "PATCH"));
    }

    /** A document of the reference's id, if there is one; whoever sees a reference without one is told nothing else. */
    private static Finding document(Visit visit, String method) {
        return visit.compare(
                Ask.document(method, visit.target().id()),
                Ask.document(method, Visit.NOBODY),
                answer -> answer.status() == 200 || answer.status() == 409);
    }

    /** Keys of those who write to each other about a patient or a couple. */
    static List<Finding> devices(Visit visit) {
        return List.of("Patient", "Group").contains(visit.type())
                ? List.of(visit.compare(id -> Ask.get("/devices?subject=" + visit.type() + "/" + id)))
                : List.of(Finding.inapplicable("messages are about patients and couples"));
    }

    /** A system's file of all resources of the type, read after the hidden ones were hidden. */
    static List<Finding> export(Visit visit) {
        Ask begin = new Ask("GET", "/Patient/$export?_type=" + visit.type(), null, List.of("Prefer", "respond-async"));
        Answer accepted = visit.caller().ask(begin);
        if (accepted.status() != 202) {
            return List.of(Finding.inapplicable("people, and tokens without the type, export nothing"));
        }
        Matcher export = EXPORT.matcher(accepted.text());
        if (!export.find()) {
            throw new AssertionError("No address of the export: " + accepted.text());
        }
        Ask file = Ask.get(export.group() + "/" + visit.type() + ".ndjson");
        boolean shown = visit.caller()
                .ask(file)
                .text()
                .contains("\"id\":\"" + visit.target().id() + "\"");
        return List.of(new Finding(shown ? Kind.SHOWN : Kind.SILENT, file.line()));
    }

    static List<Finding> explain(Visit visit) {
        return visit.caller().login().equals("novak")
                ? List.of(Finding.inapplicable("the privacy officer is told of every decision"))
                : List.of(visit.compare(id -> Ask.get("/" + visit.type() + "/" + id + "/$explain-access")));
    }

    /** On the patients whose record it is: to themselves without what they may not see, to others nothing at all. */
    static List<Finding> report(Visit visit) {
        if (visit.target().owners().isEmpty()) {
            return List.of(Finding.inapplicable("nobody is reported to on the directory"));
        }
        if (visit.caller().login().equals("novak")) {
            return List.of(Finding.inapplicable("the privacy officer hands the reports out"));
        }
        String self = Cast.of(World.read()).member(visit.caller().login()).reference();
        String lately =
                Instant.now().minusSeconds(20).truncatedTo(ChronoUnit.SECONDS).toString();
        List<Finding> findings = new ArrayList<>();
        for (String owner : visit.target().owners()) {
            for (String report : List.of("$access-report?start=" + lately, "$who-can-see")) {
                Ask ask = Ask.get("/" + owner + "/" + report);
                if (owner.equals(self) && !owner.equals(visit.target().reference())) {
                    boolean shown = visit.caller()
                            .ask(ask)
                            .text()
                            .contains(visit.target().id());
                    findings.add(new Finding(shown ? Kind.SHOWN : Kind.SILENT, ask.line()));
                } else {
                    findings.add(
                            visit.compare(ask, Ask.get("/Patient/" + Visit.NOBODY + "/" + report), answer -> false));
                }
            }
        }
        return findings;
    }
}
