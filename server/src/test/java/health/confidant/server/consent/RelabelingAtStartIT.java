package health.confidant.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.label.LabelingService;
import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Records;
import health.confidant.server.segment.Relabeling;
import health.confidant.server.threat.Door;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server that starts with another list of codes than the one its records are labelled by labels them again, and once. */
class RelabelingAtStartIT {
    private static final String FEVER = "386661006";

    @Test
    void startWhenTheListIsAnotherThenRelabelsAndReportsAndElseDoesNothing() throws Exception {
        TestServer first = TestServer.start();
        String condition;
        try {
            assertThat(first.bean(Relabeling.class).runs())
                    .as("a new database is labelled by the list in force")
                    .singleElement()
                    .matches(Relabeling.Progress::finished)
                    .matches(run -> run.examined() == 0);
            Door ehr = Door.of(first, "northside-ehr");
            String patient = ehr.create(Records.patient("new", "Out", "Side", "female", "1990-01-01"));
            condition = ehr.create("{\"resourceType\":\"Condition\",\"code\":{\"coding\":[{\"system\":"
                    + "\"http://snomed.info/sct\",\"code\":\"" + FEVER + "\"}]},\"subject\":{\"reference\":\"" + patient
                    + "\"}}");
            first.bean(Relabeling.class).run(wider(), () -> true);
            assertThat(ehr.get(condition).body()).contains("\"code\":\"SUD\"");
        } finally {
            first.stop();
        }

        TestServer second = first.again();
        try {
            Relabeling.Progress run = finished(second);
            assertThat(run.valueSet()).isEqualTo(new LabelingService().valueSet());
            assertThat(run.owners()).isEqualTo(run.total());
            assertThat(second.bean(Relabeling.class).runs()).hasSize(3);
            assertThat(second.bean(Relabeling.class).report(run.run()))
                    .containsEntry("PART2 RESTRICTED SUD -> NORMAL", 1L);
            assertThat(Door.of(second, "novak").get("/Patient/$relabeling").body())
                    .contains("PART2 RESTRICTED SUD -> NORMAL");
            assertThat(Door.of(second, "northside-ehr").get(condition).body())
                    .contains("\"code\":\"N\"")
                    .doesNotContain("\"code\":\"SUD\"");
        } finally {
            second.stop();
        }

        TestServer third = second.again();
        try {
            assertThat(third.bean(Relabeling.class).runs()).as("the same list").hasSize(3);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("relabeling");
        } finally {
            third.stop();
        }
    }

    /** The run that the start began, when it is done. */
    private static Relabeling.Progress finished(TestServer server) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
        List<Relabeling.Progress> runs = server.bean(Relabeling.class).runs();
        while (runs.size() < 3 || !runs.get(0).finished()) {
            assertThat(Instant.now()).as("%s", runs).isBefore(deadline);
            Thread.sleep(100);
            runs = server.bean(Relabeling.class).runs();
        }
        return runs.get(0);
    }

    private static LabelingService wider() throws IOException {
        try (InputStream file = LabelingService.class.getResourceAsStream("/health/confidant/ig/sud-codes.csv")) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return new LabelingService(
                    Stream.concat(lines.stream(), Stream.of("http://snomed.info/sct," + FEVER + ",SUD"))
                            .toList());
        }
    }
}
