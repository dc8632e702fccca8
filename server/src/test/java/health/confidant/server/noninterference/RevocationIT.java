package health.confidant.server.noninterference;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What was taken back is gone with the next request: the token still holds, the page link too, the permission not. */
class RevocationIT {
    private static final Pattern NEXT = Pattern.compile("\"relation\":\"next\",\"url\":\"([^\"]*)\"");

    private final TestServer server = Ground.server();
    private final Clinic clinic = new Clinic(server);

    @Test
    void searchWhenConsentIsRevokedBetweenPagesThenNextPageIsEmpty() {
        HttpResponse<String> first = clinic.get("colleague", "/Observation?_count=2&_sort=_id");
        assertThat(shown(first)).isEqualTo(2);
        HttpResponse<String> second = clinic.get("colleague", next(first));
        assertThat(shown(second)).isEqualTo(2);
        revoke();
        assertThat(shown(clinic.get("colleague", next(second)))).isZero();
        assertThat(shown(clinic.get("colleague", next(first)))).isZero();
    }

    @Test
    void historyWhenConsentIsRevokedThenNotThere() {
        String record = "/Observation/" + clinic.observations.get(0);
        assertThat(clinic.status("colleague", record + "/_history")).isEqualTo(200);
        revoke();
        assertThat(clinic.status("colleague", record + "/_history")).isEqualTo(404);
        assertThat(clinic.status("colleague", record + "/_history/1")).isEqualTo(404);
    }

    @Test
    void requestWhenConsentIsRevokedThenSeesNothing() {
        String record = "/Observation/" + clinic.observations.get(0);
        assertThat(clinic.status("colleague", record)).isEqualTo(200);
        assertThat(clinic.get("colleague", "/Observation?_summary=count").body())
                .contains("\"total\":5");
        revoke();
        assertThat(clinic.status("colleague", record)).isEqualTo(404);
        assertThat(clinic.get("colleague", "/Observation?_summary=count").body())
                .contains("\"total\":0");
        assertThat(clinic.consentByPatient("active").statusCode()).isEqualTo(200);
        assertThat(clinic.status("colleague", record)).isEqualTo(200);
    }

    @Test
    void everythingWhenTeamEndsBetweenPagesThenLinkIsDead() {
        HttpResponse<String> first = clinic.get("counselor", "/" + clinic.patient + "/$everything?_count=2");
        assertThat(shown(first)).isGreaterThan(0);
        HttpResponse<String> second = clinic.get("counselor", next(first));
        assertThat(shown(second)).isGreaterThan(0);
        HttpResponse<String> ended = clinic.byIntake(
                "CareTeam/" + clinic.team,
                Records.team(clinic.team, "inactive", "individual", clinic.patient, List.of(clinic.counselor)));
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
        assertThat(shown(clinic.get("counselor", next(second)))).isZero();
        assertThat(clinic.status("counselor", "/Observation/" + clinic.observations.get(0)))
                .isEqualTo(404);
    }

    @Test
    void everythingWhenSomethingIsAddedBetweenPagesThenLinkLives() {
        HttpResponse<String> first = clinic.get("counselor", "/" + clinic.patient + "/$everything?_count=2");
        int before = clinic.segments();
        HttpResponse<String> added = clinic.byCounselor(
                "/DocumentReference",
                Records.note("x", clinic.patient, clinic.counselor, true, "2026-05-02")
                        .replaceFirst("\"id\":\"x\",", ""));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(clinic.segments()).as("a segment is new").isGreaterThan(before);
        HttpResponse<String> second = clinic.get("counselor", next(first));
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(shown(second)).isGreaterThan(0);
    }

    @Test
    void requestWhenConsentExpiresThenSeesNothingFromThatSecondOn() {
        String record = "/Observation/" + clinic.observations.get(0);
        Instant last = now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
        HttpResponse<String> limited = clinic.consentFor("{\"start\":\"2026-03-01\",\"end\":\"" + last + "\"}");
        assertThat(limited.statusCode()).as(limited.body()).isEqualTo(200);
        // R4: the end is inclusive at its own precision.
        Instant over = last.plusSeconds(1);
        int before = 0;
        int after = 0;
        while (after < 20) {
            Instant asked = now();
            int status = clinic.status("colleague", record);
            Instant answered = now();
            if (answered.isBefore(over)) {
                before++;
                assertThat(status).isEqualTo(200);
            } else if (!asked.isBefore(over)) {
                after++;
                assertThat(status).isEqualTo(404);
            }
        }
        assertThat(before).isPositive();
    }

    @Test
    void requestWhenConsentBeginsThenSeesFromThatSecondOn() {
        String record = "/Observation/" + clinic.observations.get(0);
        Instant begins = now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
        HttpResponse<String> limited = clinic.consentFor("{\"start\":\"" + begins + "\",\"end\":\"2031-03-01\"}");
        assertThat(limited.statusCode()).as(limited.body()).isEqualTo(200);
        int before = 0;
        int after = 0;
        while (after < 5) {
            Instant asked = now();
            int status = clinic.status("colleague", record);
            Instant answered = now();
            if (answered.isBefore(begins)) {
                before++;
                assertThat(status).isEqualTo(404);
            } else if (!asked.isBefore(begins)) {
                after++;
                assertThat(status).isEqualTo(200);
            }
        }
        assertThat(before).isPositive();
    }

    @Test
    void requestWhenCoupleSeparatesThenNeitherSeesThroughIt() {
        assertThat(clinic.status("therapist", "/Observation/" + clinic.partnersNote))
                .isEqualTo(200);
        HttpResponse<String> separated = clinic.byIntake(
                clinic.couple, Records.couple(Clinic.part(clinic.couple), clinic.patient, clinic.partner, true));
        assertThat(separated.statusCode()).as(separated.body()).isEqualTo(200);
        assertThat(clinic.status("therapist", "/Observation/" + clinic.partnersNote))
                .isEqualTo(404);
        assertThat(clinic.status("therapist", "/Observation/" + clinic.patientsNote))
                .isEqualTo(200);
    }

    @Test
    void requestWhenPatientLeavesCoupleThenCouplesRecordIsGoneForThem() {
        String record = "/Observation/" + clinic.couplesNote;
        assertThat(clinic.status("patient in the couples portal", record)).isEqualTo(200);
        HttpResponse<String> separated = clinic.byIntake(
                clinic.couple, Records.couple(Clinic.part(clinic.couple), clinic.partner, clinic.patient, true));
        assertThat(separated.statusCode()).as(separated.body()).isEqualTo(200);
        assertThat(clinic.status("patient in the couples portal", record)).isEqualTo(404);
    }

    /** Requirement 31: on both teams a client that is bound to neither must say which, and only while there are both. */
    @Test
    void writeWhenCoupleIsOverThenItsTeamIsNoTrackOfThem() {
        HttpResponse<String> joined = server.send(
                server.token("rivera"),
                "POST",
                "/CareTeam",
                Records.team("new", "active", "couples", clinic.couple, List.of(clinic.counselor)));
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
        String record = Records.observation("new", clinic.patient, clinic.counselor, "final", "75626-2", "2026-05-01");
        assertThat(clinic.byCounselor("/Observation", record).body()).contains("WRITE-007");
        HttpResponse<String> separated = clinic.byIntake(
                clinic.couple, Records.couple(Clinic.part(clinic.couple), clinic.partner, clinic.patient, true));
        assertThat(separated.statusCode()).as(separated.body()).isEqualTo(200);
        HttpResponse<String> written = clinic.byCounselor("/Observation", record);
        assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
    }

    @Test
    void requestWhenPartnerIsReplacedThenTherapistLosesTheFormerOne() {
        Clinic other = new Clinic(server);
        assertThat(clinic.status("therapist", "/Observation/" + clinic.partnersNote))
                .isEqualTo(200);
        HttpResponse<String> replaced = clinic.byIntake(
                clinic.couple, Records.couple(Clinic.part(clinic.couple), clinic.patient, other.patient, false));
        assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
        assertThat(clinic.status("therapist", "/Observation/" + clinic.partnersNote))
                .isEqualTo(404);
    }

    @Test
    void requestsWhenRevocationRacesThenNoneThatBeganAfterItShowsTheRecord() throws Exception {
        String id = clinic.observations.get(0);
        List<String> paths = List.of("/Observation/" + id, "/Observation?_id=" + id, "/Observation?code=75626-2");
        AtomicInteger seenBefore = new AtomicInteger();
        AtomicInteger askedAfter = new AtomicInteger();
        AtomicInteger leaked = new AtomicInteger();
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                assertThat(clinic.consentByPatient("active").statusCode()).isEqualTo(200);
                AtomicBoolean revoked = new AtomicBoolean();
                AtomicBoolean done = new AtomicBoolean();
                List<Future<?>> running = new ArrayList<>();
                for (int reader = 0; reader < 8; reader++) {
                    String path = paths.get((round + reader) % paths.size());
                    running.add(readers.submit(() -> {
                        while (!done.get()) {
                            boolean after = revoked.get();
                            boolean shown = clinic.get("colleague", path).body().contains("valueInteger");
                            seenBefore.addAndGet(!after && shown ? 1 : 0);
                            askedAfter.addAndGet(after ? 1 : 0);
                            leaked.addAndGet(after && shown ? 1 : 0);
                        }
                    }));
                }
                Thread.sleep(100);
                revoke();
                revoked.set(true);
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
        assertThat(askedAfter.get()).isGreaterThan(100);
        assertThat(leaked.get()).isZero();
    }

    private void revoke() {
        HttpResponse<String> answer = clinic.consentByPatient("inactive");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private Instant now() {
        return server.administrator()
                .queryForObject("select clock_timestamp()", OffsetDateTime.class)
                .toInstant();
    }

    private static int shown(HttpResponse<String> answer) {
        return answer.body().split("\"resource\":\\{", -1).length - 1;
    }

    private String next(HttpResponse<String> page) {
        Matcher link = NEXT.matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();
        return link.group(1).substring(server.fhir().toString().length());
    }
}
