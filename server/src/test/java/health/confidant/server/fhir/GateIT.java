package health.confidant.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.enforcement.Surface;
import health.confidant.ig.World;
import health.confidant.server.StartCheck;
import health.confidant.server.TestServer;
import health.confidant.server.database.Scope;
import health.confidant.server.database.ScopedTransactionService;
import health.confidant.server.decision.Decisions;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two gates, each of which holds alone. */
class GateIT {
    private static final List<String> CALLERS = List.of("lee", "kim", "maya", "mo", "rivera", "northside-ehr");

    private static final int ENTRIES = 100;
    /** What is tried to write of what is hidden. */
    private static final Set<String> WRITTEN =
            Set.of("Condition", "Observation", "DocumentReference", "Claim", "Consent");

    /** The database gate off: whatever a caller asks, by whatever method, sees every row. */
    @Configuration
    static class OpenRows {
        @Bean
        HapiTransactionService hapiTransactionService(JdbcTemplate sql, Decisions decisions) {
            return new ScopedTransactionService(sql, decisions) {
                @Override
                protected void enter(RequestDetails request) {
                    // The canary asks from within, and the start goes by its answer.
                    if (AccessContext.find(request).isPresent() && !(request instanceof SystemRequestDetails)) {
                        decisions.decide(request);
                        set(new Scope("confidant_system", "{}", "{}", "*"), Long.MAX_VALUE, 253_402_300_799_000L);
                    } else {
                        super.enter(request);
                    }
                }
            };
        }
    }

    /** The release gate off. */
    @Configuration
    static class OpenRelease {
        @Bean
        StartCheck startCheck(IInterceptorService interceptors) {
            return new StartCheck(interceptors) {
                @Override
                public void check() {
                    // A server without its release gate does not start; here it must, to show the other gate alone.
                }
            };
        }

        @Bean
        static BeanPostProcessor withoutRelease() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof FhirInterceptors all
                            ? new FhirInterceptors(all.hooks().stream()
                                    .filter(hook -> !(hook instanceof ReleaseInterceptor))
                                    .toList())
                            : bean;
                }
            };
        }
    }

    /** Everything of the world that left the server in some body, by caller. */
    private static Map<String, Set<String>> sweep(TestServer server) {
        Set<String> world = new TreeSet<>(World.read().references().values());
        Map<String, Set<String>> seen = new TreeMap<>();
        for (String login : CALLERS) {
            Set<String> shown = seen.computeIfAbsent(login, l -> new TreeSet<>());
            Door door = Door.of(server, login);
            for (String reference : world) {
                if (door.get(reference).status() == 200) {
                    shown.add(reference);
                }
            }
            Surface.STORED.forEach(
                    type -> shown.addAll(door.get("/" + type + "?_count=200").references()));
            shown.addAll(door.get("/Patient?_revinclude=Condition:patient&_revinclude=Observation:patient"
                            + "&_revinclude=DocumentReference:patient&_revinclude=Claim:patient")
                    .references());
            shown.addAll(door.get("/Observation?_include=Observation:encounter&_include=Observation:patient")
                    .references());
            for (String patient : List.of("maya", "daniel", "priya", "tomas")) {
                Answer page = door.get(Door.id("Patient/" + patient) + "/$everything?_count=200");
                shown.addAll(page.references());
                List<String> versions = door.get(Door.id("Condition/" + patient + "-alcohol") + "/_history")
                        .references();
                shown.addAll(versions);
                if (door.get(Door.id("Condition/" + patient + "-alcohol") + "/_history/1")
                                .status()
                        == 200) {
                    shown.add(Door.id("Condition/" + patient + "-alcohol"));
                }
            }
            shown.addAll(byPost(door, world));
            Set<String> hidden = new TreeSet<>(world);
            hidden.removeAll(shown);
            shown.addAll(byWrites(door, hidden));
            shown.retainAll(world);
        }
        return seen;
    }

    /** The same questions in the bodies of requests: searches, and bundles of reads, versions, histories and charts. */
    private static Set<String> byPost(Door door, Set<String> world) {
        Set<String> shown = new TreeSet<>();
        Surface.STORED.forEach(type -> shown.addAll(resources(door.send(
                "POST", "/" + type + "/_search", "_count=200", "Content-Type", "application/x-www-form-urlencoded"))));
        shown.addAll(resources(door.send(
                "POST",
                "/Patient/_search",
                "_revinclude=Condition:patient&_revinclude=Observation:patient&_revinclude=Claim:patient",
                "Content-Type",
                "application/x-www-form-urlencoded")));
        List<String> questions = new ArrayList<>(world);
        for (String patient : List.of("maya", "daniel", "priya", "tomas")) {
            String condition = Door.id("Condition/" + patient + "-alcohol");
            questions.addAll(List.of(
                    condition + "/_history/1",
                    condition + "/_history",
                    Door.id("Patient/" + patient) + "/$everything?_count=200",
                    "Condition?patient=" + Door.id("Patient/" + patient)));
        }
        for (int from = 0; from < questions.size(); from += ENTRIES) {
            List<String> some = questions.subList(from, Math.min(from + ENTRIES, questions.size()));
            shown.addAll(resources(door.send("POST", "/", bundle("batch", some))));
        }
        // A transaction stands or falls as a whole, so each question has one.
        for (String patient : List.of("maya", "daniel")) {
            shown.addAll(resources(door.send(
                    "POST", "/", bundle("transaction", List.of(Door.id("Condition/" + patient + "-alcohol"))))));
        }
        return shown;
    }

    /** What the answers to writes show of what is hidden: they carry the resource as it is then. */
    private static Set<String> byWrites(Door door, Set<String> hidden) {
        Set<String> shown = new TreeSet<>();
        for (String reference : hidden) {
            String type = reference.substring(0, reference.indexOf('/'));
            if (!WRITTEN.contains(type)) {
                continue;
            }
            shown.addAll(resources(door.send(
                    "PATCH",
                    reference,
                    "[{\"op\":\"test\",\"path\":\"/resourceType\",\"value\":\"" + type + "\"}]",
                    "Content-Type",
                    "application/json-patch+json",
                    "Prefer",
                    "return=representation")));
        }
        String theirs = Door.id("Condition/daniel-alcohol");
        if (hidden.contains(theirs)) {
            String same = Records.withId(Records.condition(Door.id("Patient/daniel"), "F10.20"), theirs);
            shown.addAll(resources(door.send("PUT", theirs, same, "Prefer", "return=representation")));
        }
        return shown;
    }

    /** Somebody who may write asks to create what is there already, and hidden: the answer would be what is there. */
    private static Set<String> byConditionalCreates(TestServer server) {
        Door ehr = Door.of(server, "northside-ehr");
        String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Gatekept\"}]}");
        Set<String> shown = new TreeSet<>();
        for (String other : List.of("daniel", "priya", "tomas")) {
            String hidden = Door.id("Condition/" + other + "-alcohol");
            shown.addAll(resources(ehr.send(
                    "POST",
                    "/Condition",
                    Records.condition(patient, "J45.909"),
                    "If-None-Exist",
                    "_id=" + hidden.substring(hidden.indexOf('/') + 1),
                    "Prefer",
                    "return=representation")));
        }
        assertThat(shown).as("the answers have bodies").isNotEmpty();
        shown.retainAll(World.read().references().values());
        return shown;
    }

    private static String bundle(String type, List<String> questions) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":["
                + questions.stream()
                        .map(url -> "{\"request\":{\"method\":\"GET\",\"url\":\"" + url + "\"}}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    /** {@code Type/id} of every resource in the body, at any depth. */
    private static Set<String> resources(Answer answer) {
        Set<String> found = new TreeSet<>();
        if (!answer.body().isEmpty()) {
            collect(answer.json(), found);
        }
        return found;
    }

    private static void collect(JsonNode node, Set<String> found) {
        if (node.has("resourceType") && node.has("id")) {
            found.add(node.get("resourceType").asText() + "/" + node.get("id").asText());
        }
        node.forEach(child -> collect(child, found));
    }

    private static Map<String, Set<String>> allowed() {
        TestServer both = TestServer.shared();
        ReleaseInterceptor release = both.bean(ReleaseInterceptor.class);
        // Others share this server; a decision that changes within a request is what the second gate is for.
        long before = release.withheld();
        Map<String, Set<String>> seen = sweep(both);
        assertThat(release.withheld()).as("the second gate had nothing to do").isEqualTo(before);
        assertThat(seen.get("kim"))
                .contains(Door.id("Condition/maya-alcohol"))
                .doesNotContain(Door.id("Condition/daniel-alcohol"), Door.id("Claim/maya-claim"));
        assertThat(seen.get("lee")).doesNotContain(Door.id("Condition/maya-alcohol"));
        assertThat(seen.get("mo")).contains(Door.id("Claim/maya-claim"));
        return seen;
    }

    @Test
    void releaseGateHoldsAlone() {
        Map<String, Set<String>> allowed = allowed();
        TestServer open = TestServer.start(OpenRows.class);
        try {
            assertThat(sweep(open)).isEqualTo(allowed);
            assertThat(byConditionalCreates(open)).isEmpty();
            assertThat(open.bean(ReleaseInterceptor.class).withheld())
                    .as("the first gate was off")
                    .isPositive();
        } finally {
            open.stop();
        }
    }

    @Test
    void databaseGateHoldsAlone() {
        Map<String, Set<String>> allowed = allowed();
        TestServer open = TestServer.start(OpenRelease.class);
        try {
            assertThat(open.bean(FhirInterceptors.class).hooks())
                    .isNotEmpty()
                    .noneMatch(ReleaseInterceptor.class::isInstance);
            assertThat(sweep(open)).isEqualTo(allowed);
            assertThat(byConditionalCreates(open)).isEmpty();
        } finally {
            open.stop();
        }
    }
}
