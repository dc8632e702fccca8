package health.confidant.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two gates, each of which holds alone. */
class GateIT {
    private static final List<String> CALLERS = List.of("lee", "kim", "maya", "mo", "rivera", "northside-ehr");

    /** The database gate off: every read of a caller sees every row. */
    @Configuration
    static class OpenRows {
        @Bean
        HapiTransactionService hapiTransactionService(JdbcTemplate sql, Decisions decisions) {
            return new ScopedTransactionService(sql, decisions) {
                @Override
                protected void enter(RequestDetails request) {
                    if (AccessContext.find(request).isPresent() && request.getRequestType() == RequestTypeEnum.GET) {
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
            shown.retainAll(world);
        }
        return seen;
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
        } finally {
            open.stop();
        }
    }
}
