package health.confidant.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.label.LabelingService;
import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Clinic;
import health.confidant.server.noninterference.Ground;
import health.confidant.server.noninterference.Records;
import health.confidant.server.segment.Relabeling;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of the value sets reaches what is stored, resumes after an interruption, and leaves a report. */
class RelabelingIT {
    private static final TestServer SERVER = Ground.server();
    private static final String FEVER = "386661006";
    private static final String EHR = "northside-ehr";

    private final Relabeling relabeling = SERVER.bean(Relabeling.class);

    @AfterAll
    static void asBefore() {
        SERVER.bean(Relabeling.class).run(SERVER.bean(LabelingService.class), () -> true);
    }

    @BeforeEach
    void freshTokens() {
        SERVER.forgetTokens();
    }

    @Test
    void importedRecordWhenItsCodeBecomesSensitiveThenTakesTheLabelsOfTheNewList() throws IOException {
        String patient = create(EHR, "/Patient", Records.patient("new", "Out", "Side", "female", "1990-01-01"));
        String fever = create(EHR, "/Condition", condition(patient));
        assertThat(SERVER.get(EHR, "/" + fever).body())
                .contains("\"code\":\"N\"")
                .doesNotContain("42CFRPart2");
        LabelingService wider = list("http://snomed.info/sct," + FEVER + ",SUD");
        Relabeling.Progress done = relabeling.run(wider, () -> true);
        assertThat(done.finished()).isTrue();
        assertThat(done.changed()).isPositive();
        assertThat(SERVER.get(EHR, "/" + fever).body())
                .contains("\"code\":\"R\"", "42CFRPart2", "\"code\":\"SUD\"")
                .doesNotContain("\"code\":\"N\"");
        assertThat(SERVER.get(EHR, "/" + fever + "/_history/1").body()).contains("42CFRPart2");
        assertThat(SERVER.get(EHR, "/Condition?_id=" + Clinic.part(fever)).body())
                .contains("\"total\":1");
        assertThat(relabeling.report(done.run())).containsKey("NORMAL -> PART2 RESTRICTED SUD");
        HttpResponse<String> report = SERVER.get("novak", "/Patient/$relabeling");
        assertThat(report.body())
                .contains("NORMAL -> PART2 RESTRICTED SUD", "\"name\":\"finished\",\"valueBoolean\":true");
        assertThat(SERVER.get("kim", "/Patient/$relabeling").statusCode()).isEqualTo(404);
        assertThat(relabeling
                        .run(list("http://snomed.info/sct,1,SUD"), () -> true)
                        .finished())
                .isTrue();
        assertThat(SERVER.get(EHR, "/" + fever).body())
                .contains("\"code\":\"N\"")
                .doesNotContain("42CFRPart2");
    }

    @Test
    void runWhenInterruptedThenGoesOnWhereItStopped() throws IOException {
        new Clinic(SERVER);
        LabelingService other = list("http://snomed.info/sct,2,SUD");
        AtomicInteger steps = new AtomicInteger();
        Relabeling.Progress stopped = relabeling.run(other, () -> steps.incrementAndGet() <= 2);
        assertThat(stopped.finished()).isFalse();
        assertThat(stopped.owners()).isEqualTo(2);
        assertThat(SERVER.get("novak", "/Patient/$relabeling").body())
                .contains("\"name\":\"finished\",\"valueBoolean\":false");
        Relabeling.Progress done = relabeling.run(other, () -> true);
        assertThat(done.run()).isEqualTo(stopped.run());
        assertThat(done.finished()).isTrue();
        assertThat(done.owners()).isEqualTo(done.total());
    }

    @Test
    void theProgramsOwnRecordsStayPart2WhateverTheListSays() throws IOException {
        Clinic clinic = new Clinic(SERVER);
        String record = "/Observation/" + clinic.observations.get(0);
        assertThat(clinic.get("counselor", record).body()).contains("ETHUD");
        relabeling.run(new LabelingService(List.of("# version empty.")), () -> true);
        assertThat(clinic.get("counselor", record).body())
                .contains("42CFRPart2", "\"code\":\"R\"")
                .doesNotContain("ETHUD");
        relabeling.run(list("http://snomed.info/sct,3,SUD"), () -> true);
        assertThat(clinic.get("counselor", record).body()).contains("ETHUD");
    }

    private static LabelingService list(String more) throws IOException {
        try (InputStream file = LabelingService.class.getResourceAsStream("/health/confidant/ig/sud-codes.csv")) {
            List<String> lines = new ArrayList<>(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            lines.add(more);
            return new LabelingService(lines);
        }
    }

    private static String condition(String patient) {
        return """
                {"resourceType":"Condition","code":{"coding":[{"system":"http://snomed.info/sct","code":"%s"}]},
                 "subject":{"reference":"%s"}}"""
                .formatted(FEVER, patient);
    }

    /** @return {@code Type/id} of what was created */
    static String create(String login, String path, String json) {
        HttpResponse<String> created =
                SERVER.send(SERVER.token(login), "POST", path, json.replace("\"id\":\"new\",", ""));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return path.substring(1)
                + "/"
                + created.headers().firstValue("Location").orElse("").replaceAll(".*/([^/]+)/_history/.*", "$1");
    }
}
