package health.confidant.server.scenario;

import health.confidant.ig.World;
import health.confidant.server.scenario.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Doors that ask by trying to write. Nothing is ever written through them. */
final class WritingDoors {
    private static final String CLINICAL =
            """
            {"resourceType":"Communication","status":"completed","subject":{"reference":"%s"},"basedOn":[{"reference":"%s"}]}""";
    private static final String PAPER =
            """
            {"resourceType":"Task","status":"requested","intent":"proposal","for":{"reference":"%s"},"focus":{"reference":"%s"}}""";
    private static final String VISIT =
            """
            {"resourceType":"Appointment","status":"proposed","participant":[{"actor":{"reference":"%s"},"status":"tentative"}],"supportingInformation":[{"reference":"%s"}]}""";
    private static final String BILL =
            """
            {"resourceType":"Account","status":"active","subject":[{"reference":"%s"},{"reference":"%s"}]}""";

    /** About whom each member writes. */
    private static final Map<String, String> ABOUT = Map.ofEntries(
            Map.entry("maya", "Patient/maya"),
            Map.entry("daniel", "Patient/daniel"),
            Map.entry("priya", "Patient/priya"),
            Map.entry("tomas", "Patient/tomas"),
            Map.entry("kim", "Patient/maya"),
            Map.entry("okafor", "Patient/daniel"),
            Map.entry("alvarez", "Patient/daniel"),
            Map.entry("lee", "Group/couple-1"),
            Map.entry("sato", "Group/couple-2"));

    private WritingDoors() {}

    static List<Finding> conditional(Visit visit) {
        String type = "/" + visit.type();
        String body = visit.target().body().toString();
        String patch = "[{\"op\":\"test\",\"path\":\"/resourceType\",\"value\":\"Basic\"}]";
        List<Function<String, Ask>> ways = List.of(
                token -> Ask.createUnlessThere(visit.type(), body, "identifier=" + token),
                token -> Ask.send("PUT", type + "?identifier=" + SearchDoors.escaped(token), body),
                token -> Ask.patch(type + "?identifier=" + SearchDoors.escaped(token), patch),
                token -> Ask.send("DELETE", type + "?identifier=" + SearchDoors.escaped(token), null),
                token -> inBundle(visit.type(), body, token));
        return ways.stream().map(way -> refused(visit, way)).toList();
    }

    private static Finding refused(Visit visit, Function<String, Ask> way) {
        Ask ask = way.apply(visit.target().identifier());
        int status = visit.caller().ask(ask).status();
        return status >= 400
                ? visit.compareIdentifier(way)
                : new Finding(Kind.TOLD, "not refused but " + status + ": " + ask.line());
    }

    private static Ask inBundle(String type, String body, String token) {
        return Ask.send(
                "POST",
                "",
                """
                {"resourceType":"Bundle","type":"transaction","entry":[{"resource":%s,"request":{"method":"POST","url":"%s","ifNoneExist":"identifier=%s"}}]}"""
                        .formatted(body, type, token));
    }

    /** Guesses by test operations: right of a hidden record, wrong of any, so that nothing can change. */
    static List<Finding> patch(Visit visit) {
        String identifier = visit.target().identifier();
        String value = identifier.substring(identifier.indexOf('|') + 1);
        String path = visit.target().body().path("identifier").isArray() ? "/identifier/0/value" : "/identifier/value";
        String right =
                "[{\"op\":\"test\",\"path\":\"%s\",\"value\":\"%s\"},{\"op\":\"test\",\"path\":\"/id\",\"value\":\"0\"}]"
                        .formatted(path, value);
        String wrong = "[{\"op\":\"test\",\"path\":\"%s\",\"value\":\"%s\"}]".formatted(path, Visit.NOBODY);
        String here = "/" + visit.type() + "/" + visit.target().id();
        String nowhere = "/" + visit.type() + "/" + Visit.NOBODY;
        List<Finding> findings = new ArrayList<>();
        findings.add(visit.compare(Ask.patch(here, right), Ask.patch(here, wrong), answer -> false));
        findings.add(visit.compare(Ask.patch(here, wrong), Ask.patch(nowhere, wrong), answer -> false));
        return findings;
    }

    /** A reference to what the caller sees would be stored, so it is not tried there but in its own test. */
    static List<Finding> reference(Visit visit) {
        if (visit.caller().askOnce(Ask.get("/" + visit.target().reference())).status() == 200) {
            return List.of(Finding.inapplicable("the write would succeed"));
        }
        return List.of(visit.compare(id -> referring(visit.caller(), visit.type() + "/" + id)));
    }

    private static Ask referring(Caller caller, String reference) {
        String about = ABOUT.getOrDefault(caller.login(), "Patient/maya");
        String body =
                switch (caller.client()) {
                    case "clinician-app", "northside-ehr" -> CLINICAL;
                    case "intake-app" -> VISIT;
                    case "billing-app" -> BILL;
                    default -> PAPER;
                };
        String type = body.replaceAll("(?s).*\"resourceType\":\"(\\w+)\".*", "$1");
        String subject = about.substring(0, about.indexOf('/') + 1) + World.id(about);
        return Ask.send("POST", "/" + type, body.formatted(subject, reference));
    }
}
