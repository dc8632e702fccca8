package health.confidant.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.audit.CheckpointKey;
import health.confidant.audit.ReceiptFile;
import health.confidant.server.TestServer;
import health.confidant.server.journal.Journal;
import health.confidant.server.noninterference.Member;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Priya asks to whom her records were disclosed; the officer keeps the clocks. */
class DisclosureAccountingIT {
    private static final String PRIYA = Door.id("Patient/priya");

    private final TestServer server = TestServer.shared();
    private final Door priya = Door.of(server, "priya");
    private final Door novak = Door.of(server, "novak");

    private void disclosed(String recipient, String purpose, OffsetDateTime at, String request) {
        server.administrator()
                .update(
                        "insert into confidant.disclosure (id, at, request, patient, owner, recipient, recipient_name,"
                                + " recipient_address, network, purpose, consent, consent_version, what, types, count, statement)"
                                + " values (?, ?, ?, ?, (select id from confidant.owner where reference = ?), ?, ?, ?, '10.0.0.1',"
                                + " ?, 'Consent/1', 1, '{Claim/1/_history/1}', '{Claim}', 1, 1)",
                        UUID.randomUUID(),
                        at,
                        request,
                        PRIYA,
                        PRIYA,
                        recipient,
                        "Name of " + recipient,
                        "1 Main St, Reno",
                        purpose);
    }

    private static OffsetDateTime ago(int years) {
        return OffsetDateTime.now(ZoneOffset.UTC).minusYears(years).minusDays(1);
    }

    private static String operation(String name) {
        return "/" + PRIYA + "/$" + name;
    }

    /** Requirements 56-58. */
    @Test
    void accountingTellsToWhomWhereWhatAndWhyAndIsProved() {
        Answer read = priya.get("/" + PRIYA);
        disclosed("Organization/plan", "HPAYMT", OffsetDateTime.now(ZoneOffset.UTC), read.requestId());
        disclosed("Organization/old-plan", "HPAYMT", ago(3), "r1");
        disclosed("Organization/court", "HLEGAL", ago(5), "r2");
        Answer told = priya.get(operation("disclosure-accounting"));
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        assertThat(told.body())
                .contains(
                        "Name of Organization/plan",
                        "Name of Organization/court",
                        "1 Main St, Reno",
                        "payment",
                        "bills")
                .doesNotContain("Organization/old-plan");
        String receipt = new String(
                Base64.getDecoder()
                        .decode(priya.get(
                                        operation("disclosure-accounting") + "?format=receipt",
                                        "Accept",
                                        "application/fhir+json")
                                .json()
                                .path("data")
                                .asText()),
                StandardCharsets.UTF_8);
        ReceiptFile file = ReceiptFile.parse(receipt);
        assertThat(file.faults(
                        List.of(CheckpointKey.parse(server.bean(Journal.class).key()))))
                .isEmpty();
        assertThat(file.parts()).isNotEmpty();
        assertThat(priya.get(operation("disclosure-accounting") + "?format=pdf", "Accept", "application/fhir+json")
                        .json()
                        .path("contentType")
                        .asText())
                .isEqualTo("application/pdf");
        assertThat(priya.get(operation("disclosure-accounting")).body())
                .as("the second within twelve months")
                .contains("reasonable fee");
    }

    /** Requirement 59. */
    @Test
    void suspensionHidesTheAgencyAndIsTheOfficersAlone() {
        disclosed("Organization/agency", "HLEGAL", OffsetDateTime.now(ZoneOffset.UTC), "r3");
        Instant month = Instant.now().plus(29, ChronoUnit.DAYS);
        String oral = suspension(month, false);
        assertThat(priya.send("POST", operation("suspend-accounting"), oral).status())
                .isIn(403, 404);
        assertThat(novak.send(
                                "POST",
                                operation("suspend-accounting"),
                                suspension(month.plus(9, ChronoUnit.DAYS), false))
                        .body())
                .contains("REPORT-006", "30 days");
        assertThat(priya.get(operation("disclosure-accounting")).body()).contains("Organization/agency");
        assertThat(novak.send("POST", operation("suspend-accounting"), oral).status())
                .isEqualTo(200);
        assertThat(priya.get(operation("disclosure-accounting")).body()).doesNotContain("Organization/agency");
    }

    /** What the accounting leaves out the audit log must not tell, nor that anything is left out. */
    @Test
    void suspensionHoldsForTheAuditLogAndTheAccessReportToo() {
        Door court = Door.of(server, "county-court");
        String agency = Member.of("county-court").actor().reference();
        court.get("/" + PRIYA);
        String seen = "/AuditEvent?patient=" + PRIYA + "&agent=" + agency + "&_total=accurate";
        assertThat(priya.get(seen).total()).isPositive();
        String event = priya.get(seen)
                .json()
                .path("entry")
                .get(0)
                .path("resource")
                .path("id")
                .asText();
        String name = novak.get("/" + agency).json().path("name").asText();
        assertThat(name).isNotEmpty();
        assertThat(priya.get(operation("access-report")).body()).contains(name);

        String oral = suspension(Instant.now().plus(5, ChronoUnit.DAYS), false).replace("Organization/agency", agency);
        assertThat(novak.send("POST", operation("suspend-accounting"), oral).status())
                .isEqualTo(200);

        assertThat(priya.get(seen).total()).isZero();
        assertThat(priya.get("/AuditEvent/" + event).status()).isEqualTo(404);
        assertThat(priya.get("/AuditEvent?patient=" + PRIYA + "&_count=200&_sort=-date")
                        .body())
                .doesNotContain(agency.split("/")[1], "suspend-accounting");
        assertThat(priya.get(operation("access-report")).body()).doesNotContain(name, "suspend-accounting");
        assertThat(novak.get(seen).total()).isPositive();
        assertThat(novak.get("/AuditEvent/" + event).status()).isEqualTo(200);
    }

    private static String suspension(Instant until, boolean written) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"recipient\",\"valueString\":"
                + "\"Organization/agency\"},{\"name\":\"until\",\"valueDateTime\":\""
                + until.truncatedTo(ChronoUnit.SECONDS)
                + "\"},{\"name\":\"written\",\"valueBoolean\":" + written
                + "},{\"name\":\"statement\",\"valueString\":\"by telephone, badge 7\"}]}";
    }

    /** Requirement 57. */
    @Test
    void requestOnPaperIsDueInSixtyDaysAndNinetyOnceExtended() {
        Answer request = priya.send("POST", operation("request-accounting"), "{\"resourceType\":\"Parameters\"}");
        assertThat(request.status()).as(request.body()).isEqualTo(200);
        assertThat(request.body())
                .contains(Instant.now().plus(60, ChronoUnit.DAYS).toString().substring(0, 10));
        String officer = Member.of("novak").actor().reference();
        assertThat(novak.get("/" + officer + "/$deadlines").body())
                .as("the officer sees the clock")
                .contains("disclosure-accounting", PRIYA);
        String reason =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\",\"valueString\":\"archive\"}]}";
        assertThat(novak.send("POST", operation("extend-accounting"), reason).body())
                .contains(Instant.now().plus(90, ChronoUnit.DAYS).toString().substring(0, 10));
        assertThat(novak.send("POST", operation("extend-accounting"), reason).body())
                .contains("REPORT-004");
        assertThat(novak.get(operation("disclosure-accounting")).status()).isEqualTo(200);
    }
}
