package health.confidant.server.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
                token -> inBundle("transaction", visit.type(), body, token),
                token -> inBundle("batch", visit.type(), body, token));
        return ways.stream().map(way -> refused(visit, way)).toList();
    }

    private static Finding refused(Visit visit, Function<String, Ask> way) {
        Ask ask = way.apply(visit.target().identifier());
        Answer answer = visit.caller().ask(ask);
        String entry = answer.body()
                .path("entry")
                .path(0)
                .path("response")
                .path("status")
                .asText("");
        int status = entry.isEmpty() ? answer.status() : Integer.parseInt(entry.substring(0, 3));
        return status >= 400 && status < 500
                ? visit.compareIdentifier(way)
                : new Finding(Kind.TOLD, "not refused but " + status + ": " + ask.line());
    }

    private static Ask inBundle(String kind, String type, String body, String token) {
        return Ask.send(
                "POST",
                "",
                """
                {"resourceType":"Bundle","type":"%s","entry":[{"resource":%s,"request":{"method":"POST","url":"%s","ifNoneExist":"identifier=%s"}}]}"""
                        .formatted(kind, body, type, token));
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

    /** With a version that no record has, so that nothing can change. */
    static List<Finding> update(Visit visit) {
        ObjectNode body = visit.target().body().deepCopy();
        Function<String, Ask> stale = id ->
                Ask.ifVersion("/" + visit.type() + "/" + id, body.put("id", id).toString(), 99);
        return List.of(visit.compare(stale));
    }

    /**
     * References in an element that any write may have, and, to who may have records, as the subject of a bill: who
     * sees a patient but keeps no bills is refused otherwise than who does not see them. A reference to what the caller
     * sees would be stored, so it is not tried.
     */
    static List<Finding> reference(Visit visit) {
        List<Finding> findings = new ArrayList<>();
        if (visit.caller().askOnce(Ask.get("/" + visit.target().reference())).status() == 200) {
            findings.add(Finding.inapplicable("the write would succeed"));
        } else {
            findings.add(visit.compare(id -> referring(visit, id)));
            findings.add(visit.compare(id -> entry("transaction", referring(visit, id))));
            findings.add(visit.compare(id -> entry("batch", referring(visit, id))));
        }
        if (List.of("Patient", "Group").contains(visit.type())
                && !visit.caller().login().equals("mo")) {
            findings.add(visit.compare(id ->
                    Ask.send("POST", "/Account", BILL.formatted(visit.type() + "/" + id, visit.type() + "/" + id))));
        }
        return findings;
    }

    private static Ask entry(String kind, Ask write) {
        return Ask.send(
                "POST",
                "",
                """
                {"resourceType":"Bundle","type":"%s","entry":[{"resource":%s,"request":{"method":"POST","url":"%s"}}]}"""
                        .formatted(kind, write.body(), write.path().substring(1)));
    }

    private static Ask referring(Visit visit, String id) {
        Caller caller = visit.caller();
        String reference = visit.type() + "/" + id;
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
