package health.confidant.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.Receipt;
import health.confidant.audit.ReceiptFile;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.journal.CheckpointFile;
import health.confidant.server.journal.Journal;
import health.confidant.server.journal.VerifyCommand;
import health.confidant.server.noninterference.Clinic;
import health.confidant.server.noninterference.Ground;
import health.confidant.server.noninterference.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a read under a consent to a proof that its reader was told to the patient: the line of the accounting, its receipt,
 * and the verifier, which has the program's key and a witness's checkpoints and no database.
 */
class AccountedIT {
    private static final TestServer SERVER = Ground.server();
    private static final String EHR = "northside-ehr";

    @TempDir
    Path directory;

    private final Clinic clinic = new Clinic(SERVER);
    private final String patient = clinic.patient;
    private final String drinks = "Observation/" + clinic.observations.get(0);

    private String permitted() {
        SERVER.forgetTokens();
        String provision =
                """
                {"type":"permit","period":{"start":"2026-03-01","end":"2031-03-01"},"actor":[%s],
                 "purpose":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"TREAT"}],
                 "securityLabel":[{"system":"https://confidant.health/fhir/CodeSystem/track","code":"individual"}]}"""
                        .formatted(Records.recipient(World.read().reference("Organization/northside-ehr")));
        HttpResponse<String> given = clinic.consentOf("patient", null, "active", provision);
        assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
        return "Consent/"
                + given.headers().firstValue("Location").orElse("").replaceAll(".*/([^/]+)/_history/.*", "$1");
    }

    private JsonNode accounting(String more) throws IOException {
        HttpResponse<String> told = SERVER.send(
                clinic.token("patient"),
                "GET",
                "/" + patient + "/$disclosure-accounting" + more,
                null,
                "Accept",
                "application/fhir+json");
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        return new ObjectMapper().readTree(told.body());
    }

    private int verify(String receipt, String witness, ByteArrayOutputStream said) throws IOException {
        Path key = Files.writeString(
                directory.resolve("program.pub"), SERVER.bean(Journal.class).key() + "\n");
        return new VerifyCommand(new PrintStream(said, true, StandardCharsets.UTF_8)).run(new String[] {
            Files.writeString(directory.resolve("receipt.txt"), receipt).toString(),
            "--key",
            key.toString(),
            "--witness",
            Files.writeString(directory.resolve("witness.txt"), witness).toString()
        });
    }

    @Test
    void aReadUnderAConsentIsToldAndItsReceiptProvesItAgainstAWitness() throws IOException {
        assertThat(SERVER.get(EHR, "/" + drinks).statusCode()).isEqualTo(404);
        assertThat(accounting("").toString()).doesNotContain("Northside");

        String consent = permitted();
        HttpResponse<String> read = SERVER.get(EHR, "/" + drinks);
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        String request = read.headers().firstValue("X-Request-ID").orElseThrow();

        assertThat(accounting("").toString()).contains("Northside Community Hospital", "treatment");
        String receipt = new String(
                Base64.getDecoder()
                        .decode(accounting("?format=receipt").path("data").asText()),
                StandardCharsets.UTF_8);
        StringBuilder kept = new StringBuilder();
        SERVER.bean(CheckpointFile.class).all().forEach(signed -> kept.append('\n')
                .append(signed.text()));

        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(verify(receipt, kept.toString(), said)).as(said.toString()).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("DISCLOSE SUCCESS", World.read().reference("Organization/northside-ehr"), drinks, "INTACT");
        List<AuditRecord> proved = ReceiptFile.parse(receipt).parts().stream()
                .flatMap(part -> part.receipts().stream())
                .map(Receipt::shownRecord)
                .toList();
        assertThat(proved)
                .filteredOn(record -> record.action() == AuditRecord.Action.DISCLOSE)
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.entities()).containsExactly(drinks + "/_history/1");
                    assertThat(record.detail()).isEqualTo(consent + "/_history/1");
                    assertThat(record.patient()).contains(patient);
                });
        assertThat(SERVER.administrator()
                        .queryForList(
                                "select request from confidant.disclosure where patient = ?", String.class, patient))
                .containsExactly(request);
    }

    /** The program could sign another history; not one that agrees with what somebody else kept. */
    @Test
    void aReceiptOfAnotherHistoryIsSeen() throws IOException {
        permitted();
        assertThat(SERVER.get(EHR, "/" + drinks).statusCode()).isEqualTo(200);
        String receipt = new String(
                Base64.getDecoder()
                        .decode(accounting("?format=receipt").path("data").asText()),
                StandardCharsets.UTF_8);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(verify(receipt, "", said)).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("NOT WITNESSED");
        said.reset();
        assertThat(verify(receipt.replaceFirst("record A", "record B"), "", said))
                .isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("NOT INTACT");
    }
}
