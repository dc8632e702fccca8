package health.confidant.server.decision;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Who wrote a record may go on with it at once, whatever others write meanwhile. */
class ReadYourWritesIT {
    private final TestServer server = TestServer.shared();

    private static String plain(String patient) {
        return Records.observation(patient, "8867-4", ",\"valueInteger\":70");
    }

    /** @return answers that were not as they should be */
    private static List<String> round(Door ehr) {
        List<String> wrong = new ArrayList<>();
        String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Brought\"}]}");
        String reference = ehr.create(plain(patient));
        for (String body :
                List.of(plain(patient).replace(":70}", ":72}"), plain(patient).replace("8867-4", "9279-1"))) {
            Answer put = ehr.send("PUT", reference, Records.withId(body, reference));
            if (put.status() != 200) {
                wrong.add("PUT " + put.status() + " " + put.body());
            }
        }
        Answer read = ehr.get(reference);
        if (read.status() != 200) {
            wrong.add("GET " + read.status() + " " + read.body());
        }
        return wrong;
    }

    @Test
    void whoeverWroteARecordGoesOnWithItAtOnce() throws Exception {
        int rounds = Integer.getInteger("confidant.rounds", 10);
        AtomicBoolean done = new AtomicBoolean();
        List<String> wrong = new ArrayList<>();
        ExecutorService others = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> busy = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                boolean same = i % 2 == 0;
                busy.add(others.submit(() -> {
                    while (!done.get()) {
                        Door door = Door.of(server, same ? "northside-ehr" : "rivera");
                        door.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Other\"}]}");
                    }
                    return null;
                }));
            }
            for (int i = 0; i < rounds && wrong.isEmpty(); i++) {
                wrong.addAll(round(Door.of(server, "northside-ehr")));
            }
            done.set(true);
            for (Future<?> other : busy) {
                other.get();
            }
        } finally {
            done.set(true);
            others.shutdownNow();
        }
        assertThat(wrong).isEmpty();
    }
}
