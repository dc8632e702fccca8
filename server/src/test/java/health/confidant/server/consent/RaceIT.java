package health.confidant.server.consent;

import static health.confidant.server.consent.Rules.deny;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.ig.World;
import health.confidant.label.LabelingService;
import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Clinic;
import health.confidant.server.noninterference.Ground;
import health.confidant.server.noninterference.Records;
import health.confidant.server.segment.Relabeling;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * While eight clients read in a loop somebody revokes, denies one record, separates or relabels: no answer that began
 * after the commit contains what it took away.
 */
class RaceIT {
    private static final TestServer SERVER = Ground.server();
    private static final String SHOWN = "valueInteger";
    private static final String EHR = "northside-ehr";

    private final Clinic clinic = new Clinic(SERVER);
    private final String observation = clinic.observations.get(0);

    private record Round(Runnable open, Runnable close) {}

    @BeforeEach
    void freshTokens() {
        SERVER.forgetTokens();
    }

    @Test
    void revokeWhileReadingThenNoneThatBeganAfterItShowsTheRecord() throws Exception {
        String statement =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"statement\",\"valueString\":\"No.\"}]}";
        race(
                10,
                "colleague",
                List.of("/Observation/" + observation, "/Observation?_id=" + observation),
                new Round(
                        () -> expect(200, clinic.consentByPatient("active")),
                        () -> expect(
                                200,
                                clinic.send("patient", "POST", "/Consent/" + clinic.consent + "/$revoke", statement))));
    }

    @Test
    void denyOfOneRecordWhileReadingThenItsNewSegmentIsClosedAtOnce() throws Exception {
        String rule = deny(clinic.counselor)
                .data("instance", "Observation/" + observation)
                .json();
        HttpResponse<String> made = clinic.consentOf("patient", null, "inactive", rule);
        String consent = made.headers().firstValue("Location").orElse("").replaceAll(".*/([^/]+)/_history/.*", "$1");
        race(
                10,
                "counselor",
                List.of("/Observation/" + observation, "/Observation?_id=" + observation),
                new Round(
                        () -> expect(200, clinic.consentOf("patient", consent, "inactive", rule)),
                        () -> expect(200, clinic.consentOf("patient", consent, "active", rule))));
    }

    @Test
    void separationWhileReadingThenTheTherapistLosesTheOneWhoLeft() throws Exception {
        String couple = Clinic.part(clinic.couple);
        race(
                10,
                "therapist",
                List.of("/Observation/" + clinic.partnersNote, "/Observation?_id=" + clinic.partnersNote),
                new Round(
                        () -> expect(
                                200,
                                clinic.byIntake(
                                        clinic.couple, Records.couple(couple, clinic.patient, clinic.partner, false))),
                        () -> expect(
                                200,
                                clinic.byIntake(
                                        clinic.couple, Records.couple(couple, clinic.patient, clinic.partner, true)))));
    }

    /** The hospital may see what says alcohol; by a list without that code the records say so no longer. */
    @Test
    void relabelWhileReadingThenWhatLostTheLabelIsClosed() throws Exception {
        Rules alcohol = Rules.bare("permit")
                .to(World.read().reference("Organization/" + EHR))
                .treatment()
                .with("\"period\":{\"start\":\"2026-03-01\",\"end\":\"2031-03-01\"}")
                .with("\"securityLabel\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\","
                        + "\"code\":\"ETHUD\"}]");
        expect(201, clinic.consentOf("patient", null, "active", alcohol.json()));
        Relabeling relabeling = SERVER.bean(Relabeling.class);
        LabelingService inForce = SERVER.bean(LabelingService.class);
        LabelingService without = new LabelingService(List.of("# version without."));
        race(
                3,
                EHR,
                List.of("/Observation/" + observation, "/Observation?_id=" + observation),
                new Round(() -> relabeling.run(inForce, () -> true), () -> relabeling.run(without, () -> true)));
        relabeling.run(inForce, () -> true);
    }

    private HttpResponse<String> get(String who, String path) {
        return who.equals(EHR) ? SERVER.get(EHR, path) : clinic.get(who, path);
    }

    private void race(int rounds, String who, List<String> paths, Round round) throws Exception {
        AtomicInteger seenBefore = new AtomicInteger();
        AtomicInteger askedAfter = new AtomicInteger();
        AtomicInteger leaked = new AtomicInteger();
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < rounds; i++) {
                round.open().run();
                AtomicBoolean closed = new AtomicBoolean();
                AtomicBoolean done = new AtomicBoolean();
                List<Future<?>> running = new ArrayList<>();
                for (int reader = 0; reader < 8; reader++) {
                    String path = paths.get((i + reader) % paths.size());
                    running.add(readers.submit(() -> {
                        while (!done.get()) {
                            boolean after = closed.get();
                            boolean shown = get(who, path).body().contains(SHOWN);
                            seenBefore.addAndGet(!after && shown ? 1 : 0);
                            askedAfter.addAndGet(after ? 1 : 0);
                            leaked.addAndGet(after && shown ? 1 : 0);
                        }
                    }));
                }
                Thread.sleep(100);
                round.close().run();
                closed.set(true);
                Thread.sleep(150);
                done.set(true);
                for (Future<?> reader : running) {
                    reader.get();
                }
            }
        } finally {
            readers.shutdownNow();
        }
        assertThat(seenBefore.get()).isPositive();
        assertThat(askedAfter.get()).isPositive();
        assertThat(leaked.get()).isZero();
    }

    private static void expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
