package health.confidant.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.IAnonymousInterceptor;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.enforcement.AccessContext;
import health.confidant.server.TestServer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HAPI asks the interceptors of the storage and those of the request; here they are the same, and each is asked once. */
class HooksOnceIT {
    private static final List<Pointcut> POINTCUTS = List.of(
            Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED,
            Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED,
            Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED,
            Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED,
            Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED,
            Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED,
            Pointcut.STORAGE_PRESEARCH_REGISTERED,
            Pointcut.STORAGE_PRESHOW_RESOURCES,
            Pointcut.STORAGE_TRANSACTION_PROCESSING,
            Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED,
            Pointcut.SERVER_OUTGOING_RESPONSE);

    private final TestServer server = TestServer.shared();
    private final IInterceptorService interceptors = server.bean(IInterceptorService.class);
    private final Door kim = Door.deleting(server, "kim");
    private final Map<Pointcut, Integer> asked = new TreeMap<>();
    /** What the server asks of itself has no caller. */
    private final IAnonymousInterceptor counter = (pointcut, arguments) -> {
        RequestDetails request = arguments.get(RequestDetails.class);
        if (AccessContext.find(request).isPresent()) {
            synchronized (asked) {
                asked.merge((Pointcut) pointcut, 1, Integer::sum);
            }
        }
    };

    @BeforeEach
    void count() {
        POINTCUTS.forEach(pointcut -> interceptors.registerAnonymousInterceptor(pointcut, counter));
    }

    @AfterEach
    void stop() {
        interceptors.unregisterInterceptor(counter);
    }

    @Test
    void whateverHappensToARecordIsLookedAtOnce() {
        String json = Records.observation(Door.id("Patient/maya"), "8867-4", "");
        String made = kim.create(json);
        assertThat(asked())
                .containsEntry(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, 1)
                .containsEntry(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED, 1)
                .containsEntry(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, 1)
                .containsEntry(Pointcut.SERVER_OUTGOING_RESPONSE, 1);
        assertThat(kim.get(made).status()).isEqualTo(200);
        assertThat(asked())
                .containsEntry(Pointcut.STORAGE_PRESHOW_RESOURCES, 1)
                .containsEntry(Pointcut.SERVER_OUTGOING_RESPONSE, 1);
        assertThat(kim.get("/Observation?_id=" + made.split("/")[1]).status()).isEqualTo(200);
        assertThat(asked())
                .containsEntry(Pointcut.STORAGE_PRESEARCH_REGISTERED, 1)
                .containsEntry(Pointcut.STORAGE_PRESHOW_RESOURCES, 1);
        String amended = Records.withId(json.replace("final", "amended"), made);
        assertThat(kim.send("PUT", made, amended).status()).isEqualTo(200);
        assertThat(asked())
                .containsEntry(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, 1)
                .containsEntry(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED, 1);
        assertThat(kim.send("DELETE", made, null).status()).isLessThan(300);
        assertThat(asked())
                .containsEntry(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED, 1)
                .containsEntry(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED, 1);
    }

    @Test
    void anEntryOfATransactionToo() {
        String entry = "{\"resource\":" + Records.observation(Door.id("Patient/maya"), "8867-4", "")
                + ",\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}";
        String bundle =
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entry + "," + entry + "]}";
        assertThat(kim.send("POST", "/", bundle).status()).isEqualTo(200);
        assertThat(asked())
                .containsEntry(Pointcut.STORAGE_TRANSACTION_PROCESSING, 1)
                .containsEntry(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, 2)
                .containsEntry(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED, 2);
    }

    private Map<Pointcut, Integer> asked() {
        synchronized (asked) {
            Map<Pointcut, Integer> now = new TreeMap<>(asked);
            asked.clear();
            return now;
        }
    }
}
