package health.confidant.server.consent;

import static health.confidant.server.consent.Rules.permit;

import health.confidant.access.Actor;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Scope;
import health.confidant.label.LabelingService;
import health.confidant.server.TestServer;
import health.confidant.server.decision.Decisions;
import health.confidant.server.noninterference.Clinic;
import health.confidant.server.noninterference.Records;
import health.confidant.server.segment.Owners;
import health.confidant.server.segment.Relabeling;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What consents cost one patient: the decision, the write of a consent that carves, the write of a record, and the rate of
 * relabelling, at 10, 100 and 1,000 consents in force and so many thousand records. See {@code
 * server/docs/benchmarks-consent.md} for how to run it.
 */
public final class ConsentBenchmark {
    private static final String[] CODES = {"75626-2", "72166-2", "8867-4", "8310-5", "9279-1"};

    private final TestServer server;
    private final Clinic clinic;
    private final List<String> observations = new ArrayList<>();

    private ConsentBenchmark(TestServer server) {
        this.server = server;
        this.clinic = new Clinic(server);
    }

    /** @param arguments how many records; 10000 if it is not said */
    public static void main(String[] arguments) {
        int records = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        TestServer server = TestServer.start();
        try {
            new ConsentBenchmark(server).run(records);
        } finally {
            server.stop();
        }
        System.exit(0);
    }

    private void run(int records) {
        chart(records);
        say(
                "| consents | decision, ms | consent by code, ms | its revocation, ms | consent to one record, ms | record, ms |");
        say("|---|---|---|---|---|---|");
        int consents = 0;
        for (int goal : new int[] {10, 100, 1000}) {
            for (; consents < goal; consents++) {
                if (consents % 100 == 0) {
                    clinic.signInAgain();
                }
                given(permit(clinic.therapist).data("instance", observations.get(consents)));
            }
            clinic.signInAgain();
            say("| " + goal + " | " + median(20, this::decision) + " | " + median(3, this::byCode) + " | "
                    + median(3, this::revocation) + " | " + median(5, this::byRecord) + " | "
                    + median(20, this::record) + " |");
        }
        relabel();
    }

    private void chart(int records) {
        List<String> chart = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            String id = UUID.randomUUID().toString();
            observations.add("Observation/" + id);
            chart.add(Records.observation(
                    id, clinic.patient, clinic.counselor, "final", CODES[i % CODES.length], "2026-05-01"));
        }
        long took = timed(() -> {
            clinic.chart(chart);
            return chart;
        });
        say(records + " records written in one transaction: " + took + " ms");
    }

    private long decision() {
        Actor therapist = new Actor(
                clinic.therapist,
                Set.of(Role.COUPLES_THERAPIST),
                "clinician-app",
                Set.of(Scope.parse("user/*.cruds").orElseThrow()),
                Optional.empty(),
                Optional.empty());
        Decisions decisions = server.bean(Decisions.class);
        Owners owners = server.bean(Owners.class);
        return timed(() -> decisions.about(
                therapist, Purpose.TREAT, owners.find(clinic.patient).orElseThrow()));
    }

    private long byCode() {
        String[] consent = new String[1];
        long took = timed(() -> consent[0] = given(permit(clinic.colleague).loinc("8867-4")));
        end(consent[0], permit(clinic.colleague).loinc("8867-4"));
        return took;
    }

    private long revocation() {
        String consent = given(permit(clinic.colleague).loinc("8867-4"));
        return timed(() -> end(consent, permit(clinic.colleague).loinc("8867-4")));
    }

    private long byRecord() {
        Rules one = permit(clinic.colleague).data("instance", observations.get(observations.size() - 1));
        String[] consent = new String[1];
        long took = timed(() -> consent[0] = given(one));
        end(consent[0], one);
        return took;
    }

    private long record() {
        String json = Records.observation("x", clinic.patient, clinic.counselor, "final", "8310-5", "2026-05-01");
        return timed(() -> expect(201, clinic.send("counselor", "POST", "/Observation", json)));
    }

    private void relabel() {
        Relabeling relabeling = server.bean(Relabeling.class);
        Relabeling.Progress[] done = new Relabeling.Progress[1];
        long none = timed(() -> done[0] = relabeling.run(server.bean(LabelingService.class), () -> true));
        say("Relabelling, nothing changes: " + done[0].examined() + " records in " + none + " ms, "
                + 1000 * done[0].examined() / none + " records a second");
        LabelingService without = new LabelingService(List.of("# version benchmark."));
        long all = timed(() -> done[0] = relabeling.run(without, () -> true));
        say("Relabelling, " + done[0].changed() + " of " + done[0].examined() + " change: " + all + " ms, "
                + 1000 * done[0].changed() / all + " changed records a second");
    }

    private String given(Rules rule) {
        HttpResponse<String> created = clinic.consentOf("patient", null, "active", rule.json());
        expect(201, created);
        return created.headers().firstValue("Location").orElse("").replaceAll(".*/([^/]+)/_history/.*", "$1");
    }

    private String end(String consent, Rules rule) {
        expect(200, clinic.consentOf("patient", consent, "inactive", rule.json()));
        return consent;
    }

    private static long median(int times, Supplier<Long> measured) {
        long[] took = new long[times];
        for (int i = 0; i < times; i++) {
            took[i] = measured.get();
        }
        Arrays.sort(took);
        return took[times / 2];
    }

    private static long timed(Supplier<?> work) {
        long start = System.nanoTime();
        work.get();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static boolean expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return true;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
