package health.confidant.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.audit.CheckpointKey;
import health.confidant.audit.ReceiptFile;
import health.confidant.server.TestServer;
import health.confidant.server.journal.Journal;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Maya asks who looked at her records. Requirement 60. */
class AccessReportIT {
    private static final String MAYA = Door.id("Patient/maya");
    private static final String DANIEL = Door.id("Patient/daniel");
    private static final String CONDITION = Door.id("Condition/maya-alcohol");
    private static final String NOTE = Door.id("DocumentReference/couple-1-joint-note");

    private final TestServer server = TestServer.shared();
    private final Door maya = Door.of(server, "maya");
    private final String since = Instant.now()
            .minus(5, ChronoUnit.MINUTES)
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();

    private void lookAtHer() {
        assertThat(Door.of(server, "kim").get(CONDITION).status()).isEqualTo(200);
        assertThat(Door.of(server, "lee").get(CONDITION).status()).isEqualTo(404);
        assertThat(Door.of(server, "lee").get(NOTE).status()).isEqualTo(200);
        Door.of(server, "daniel").get(CONDITION);
    }

    private Answer report(Door door, String more) {
        return door.get(MAYA + "/$access-report?start=" + since + more, "Accept", "application/fhir+json");
    }

    @Test
    void reportSaysWhoWhenWhatAndWhyAndNamesNoPartner() throws IOException {
        lookAtHer();
        Answer answer = report(maya, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode lines = answer.json().path("parameter");
        List<String> told = new java.util.ArrayList<>();
        lines.forEach(parameter -> {
            if (parameter.path("name").asText().equals("line")) {
                StringBuilder line = new StringBuilder();
                parameter.path("part").forEach(part -> line.append(
                                part.path("valueString").asText())
                        .append('|'));
                told.add(line.toString());
            }
        });
        assertThat(told)
                .anyMatch(line -> line.contains("individual counselor")
                        && line.contains("looked at")
                        && line.contains("diagnoses")
                        && line.contains("individual treatment"))
                .anyMatch(line -> line.contains("couples therapist")
                        && line.contains("was refused: looked at")
                        && line.contains("diagnoses"))
                .anyMatch(line -> line.contains("another participant") && line.contains("was refused"));
        assertThat(answer.body()).doesNotContain(DANIEL, DANIEL.substring(8), "Daniel");
        for (JsonNode parameter : lines) {
            if (parameter.path("name").asText().equals("receipt")) {
                String receipt = new String(
                        Base64.getDecoder()
                                .decode(parameter
                                        .path("valueAttachment")
                                        .path("data")
                                        .asText()),
                        StandardCharsets.UTF_8);
                ReceiptFile file = ReceiptFile.parse(receipt);
                assertThat(file.faults(List.of(
                                CheckpointKey.parse(server.bean(Journal.class).key()))))
                        .isEmpty();
                assertThat(file.parts().stream()
                                .mapToInt(part -> part.receipts().size())
                                .sum())
                        .isEqualTo(told.size());
                String plain = file.parts().toString();
                assertThat(plain).doesNotContain(DANIEL);
                file.parts().forEach(part -> part.receipts()
                        .forEach(line ->
                                assertThat(line.shownRecord().toString()).doesNotContain(DANIEL)));
                return;
            }
        }
        throw new AssertionError("no receipt");
    }

    @Test
    void reportIsAFileAndPagesToo() throws IOException {
        lookAtHer();
        String csv = content(report(maya, "&format=csv"), "text/csv");
        assertThat(csv)
                .startsWith("when,who,role,action,kind,track,purpose,why\r\n")
                .contains("another participant");
        Answer answer = report(maya, "&format=pdf");
        byte[] pdf = Base64.getDecoder().decode(answer.json().path("data").asText());
        assertThat(answer.json().path("contentType").asText()).isEqualTo("application/pdf");
        Path kept = Files.write(Path.of("target", "access-report.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(kept.toFile())) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            assertThat(text).contains("Who looked at your records", "another participant", "individual counselor");
            assertThat(text).doesNotContain(DANIEL.substring(8), "Daniel");
        }
        assertThat(content(report(maya, "&format=receipt"), "text/plain")).startsWith("confidant-receipt 1\n");
        assertThat(report(maya, "&format=docx").status()).isEqualTo(400);
    }

    private static String content(Answer answer, String type) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("contentType").asText()).isEqualTo(type);
        return new String(Base64.getDecoder().decode(answer.json().path("data").asText()), StandardCharsets.UTF_8);
    }

    @Test
    void browserGetsTheFileItself() {
        lookAtHer();
        Answer answer = maya.get(MAYA + "/$access-report?start=" + since + "&format=csv");
        assertThat(answer.headers().get("content-type").get(0)).startsWith("text/csv");
        assertThat(answer.body()).startsWith("when,who,role");
    }

    @Test
    void nobodyElseGetsItButTheOfficer() {
        String missing =
                maya.get("Patient/" + Records.NEVER + "/$access-report").normalised();
        for (String login : List.of("kim", "lee", "daniel", "mo", "rivera")) {
            Answer answer = report(Door.of(server, login), "");
            assertThat(answer.status()).as(login).isIn(403, 404);
        }
        assertThat(maya.get(DANIEL + "/$access-report").normalised())
                .isEqualTo(missing)
                .startsWith("404");
        assertThat(report(Door.of(server, "novak"), "").status()).isEqualTo(200);
    }

    @Test
    void eventsThatAPatientReadsNameNoPartnerEither() throws IOException {
        lookAtHer();
        Answer own = maya.get("/AuditEvent?patient=" + MAYA + "&date=ge" + since + "&_count=200");
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.body()).contains("another-participant").doesNotContain(DANIEL.substring(8));
        new ObjectMapper().readTree(own.body());
    }
}
