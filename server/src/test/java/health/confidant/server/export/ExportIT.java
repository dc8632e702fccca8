package health.confidant.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import health.confidant.access.Role;
import health.confidant.audit.AuditRecord;
import health.confidant.server.TestServer;
import health.confidant.server.audit.Journaled;
import health.confidant.server.duty.Ward;
import health.confidant.server.fhir.Limits;
import health.confidant.server.noninterference.Member;
import health.confidant.server.noninterference.Records;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requirement 82; HL7 Bulk Data Access 2.0.0. */
class ExportIT {
    private static final String[] ASYNC = {"Prefer", "respond-async"};
    private static final String EXPORT = "/Patient/$export";

    private final TestServer server = TestServer.shared();
    private final Door ehr = Door.of(server, "northside-ehr");

    /** Where the answer will be. */
    private String begin(Door door, String query) {
        Answer accepted = door.send("GET", EXPORT + query, null, ASYNC);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        assertThat(accepted.body()).isEmpty();
        String where = accepted.headers().get("content-location").get(0);
        assertThat(where).startsWith(server.base() + "/exports/");
        return where.substring(server.base().toString().length());
    }

    /** Path of each file, by type. */
    private Map<String, String> files(Door door, String manifest) {
        Answer answer = door.send("GET", manifest, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("requiresAccessToken").asBoolean()).isTrue();
        Map<String, String> files = new LinkedHashMap<>();
        answer.json()
                .path("output")
                .forEach(file -> files.put(
                        file.path("type").asText(),
                        file.path("url")
                                .asText()
                                .substring(server.base().toString().length())));
        return files;
    }

    private List<JsonNode> lines(Door door, String file) {
        HttpResponse<String> answer = server.send(door.token(), "GET", file, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/fhir+ndjson");
        return answer.body()
                .lines()
                .map(line -> new Answer(200, line, Map.of()).json())
                .toList();
    }

    private static List<String> ids(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("id").asText()).toList();
    }

    /** All that a search of the type finds, page by page. */
    private Set<String> searched(Door door, String type) {
        Set<String> found = new TreeSet<>();
        String next = "/" + type + "?_count=200&_elements=id";
        while (next != null) {
            Answer page = door.get(next);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            next = null;
            for (JsonNode entry : page.json().path("entry")) {
                found.add(entry.at("/resource/id").asText());
            }
            for (JsonNode link : page.json().path("link")) {
                if (link.path("relation").asText().equals("next")) {
                    next = link.path("url")
                            .asText()
                            .substring(server.fhir().toString().length());
                }
            }
        }
        return found;
    }

    @Test
    void filesHaveWhatTheSystemMaySearchAndNothingElse() {
        for (String login : List.of("northside-ehr", "harbor-health-plan", "recovery-research", "old-archive")) {
            Door door = Door.of(server, login);
            Answer accepted = door.send("GET", EXPORT, null, ASYNC);
            if (login.equals("old-archive")) {
                assertThat(accepted.status()).isEqualTo(403);
                continue;
            }
            Map<String, String> files = files(door, begin(door, ""));
            assertThat(files).as(login).isNotEmpty();
            files.forEach((type, file) -> {
                List<JsonNode> lines = lines(door, file);
                assertThat(ids(lines)).doesNotHaveDuplicates();
                assertThat(new TreeSet<>(ids(lines))).as(login + " " + type).isEqualTo(searched(door, type));
                assertThat(lines)
                        .allMatch(line -> line.path("resourceType").asText().equals(type));
            });
        }
    }

    @Test
    void whatIsDisclosedOnConsentCarriesTheNoticeAndTheScope() {
        Door payer = Door.of(server, "harbor-health-plan");
        String text = server.send(
                        payer.token(),
                        "GET",
                        files(payer, begin(payer, "?_type=Claim")).get("Claim"),
                        null)
                .body();
        assertThat(text)
                .contains("NORDSCLCD", "Federal confidentiality rules (42 CFR part 2)", "consent-scope", "Consent/");
    }

    @Test
    void recordsOfOneInstantAndMoreThanAPageAreEachThereOnce() {
        String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Exported\"}]}");
        Set<String> made = new TreeSet<>();
        for (int size : List.of(450, 30)) {
            StringBuilder entries = new StringBuilder();
            for (int i = 0; i < size; i++) {
                entries.append(i == 0 ? "" : ",")
                        .append("{\"fullUrl\":\"urn:uuid:" + UUID.randomUUID() + "\",\"resource\":{\"resourceType\":"
                                + "\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"valueQuantity\":"
                                + "{\"value\":1.50},\"subject\":{\"reference\":\"" + patient + "\"}},\"request\":"
                                + "{\"method\":\"POST\",\"url\":\"Observation\"}}");
            }
            Answer stored = ehr.send(
                    "POST", "/", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}");
            assertThat(stored.status()).as(stored.body()).isEqualTo(200);
            stored.json()
                    .path("entry")
                    .forEach(entry ->
                            made.add(entry.at("/response/location").asText().split("/")[1]));
        }
        String since = ehr.get(patient).json().at("/meta/lastUpdated").asText().replace("+00:00", "Z");
        String file =
                files(ehr, begin(ehr, "?_type=Observation&_since=" + since)).get("Observation");
        List<JsonNode> lines = lines(ehr, file);
        assertThat(ids(lines)).doesNotHaveDuplicates().containsAll(made);
        assertThat(server.send(ehr.token(), "GET", file, null).body())
                .as("the digits are as they came")
                .contains("\"value\":1.50}");
        // What is changed after the request is the next export's.
        String changed = "Observation/" + made.iterator().next();
        String body = ehr.get(changed).body().replace("1.50", "2.50");
        assertThat(ehr.send("PUT", changed, body).status()).isEqualTo(200);
        List<String> again = ids(lines(ehr, file));
        assertThat(again).doesNotContain(changed.substring("Observation/".length()));
        assertThat(again).hasSize(lines.size() - 1);
    }

    @Test
    void consentThatIsTakenBackIsInForceForAFileThatWasPromised() {
        Door payer = Door.of(server, "harbor-health-plan");
        String file = files(payer, begin(payer, "?_type=Claim")).get("Claim");
        List<String> before = ids(lines(payer, file));
        server.administrator()
                .update(
                        "update confidant.consent set ends = clock_timestamp() where patient in"
                                + " (select id from confidant.owner where reference = ?)",
                        Door.id("Patient/maya"));
        server.administrator()
                .update(
                        "update confidant.owner set changed = pg_current_xact_id() where reference = ?",
                        Door.id("Patient/maya"));
        try {
            List<String> after = ids(lines(payer, file));
            assertThat(after).hasSizeLessThan(before.size());
            assertThat(before).containsAll(after);
        } finally {
            server.administrator()
                    .update(
                            "update confidant.consent set ends = 'infinity' where ends < now() and patient"
                                    + " in (select id from confidant.owner where reference = ?)",
                            Door.id("Patient/maya"));
            server.administrator()
                    .update(
                            "update confidant.owner set changed = pg_current_xact_id() where reference = ?",
                            Door.id("Patient/maya"));
        }
    }

    /**
     * 42 CFR 2.31(c)(3), 2.33(a)(2). The records are so large that the pipe between is full long before a page is: the
     * server waits with the first page until more of it is read.
     */
    @Test
    void consentThatIsTakenBackWhileAFileIsReadIsInForceAtItsNextPage() throws Exception {
        Ward ward = new Ward(server);
        Answer consented = ward.as(
                ward.patient,
                "POST",
                "Consent",
                Records.consent(
                        "x",
                        "active",
                        ward.patient,
                        "permit",
                        Member.of("northside-ehr").actor().reference(),
                        "individual",
                        "TREAT",
                        "{\"start\":\"2026-03-01\"}"));
        assertThat(consented.status()).as(consented.body()).isEqualTo(201);
        List<String> made = large(ward, Limits.MAXIMUM_PAGE + 30);
        String own = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Exported\"}]}");
        String last = ehr.create("{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                + "\"subject\":{\"reference\":\"" + own + "\"}}");
        Door door = Door.of(server, "northside-ehr");
        String file = files(door, begin(door, "?_type=Observation&_since=" + since(ward.patient, ward)))
                .get("Observation");

        List<String> all = ids(lines(door, file));
        assertThat(all).containsAll(made).contains(Ward.part(last));

        List<String> read = new ArrayList<>();
        try (BufferedReader reading = open(door, file)) {
            read.add(id(reading.readLine()));
            Answer revoked = ward.as(
                    ward.patient,
                    "POST",
                    "Consent/" + consented.json().path("id").asText() + "/$revoke",
                    "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"statement\",\"valueString\":\"No.\"}]}");
            assertThat(revoked.status()).as(revoked.body()).isEqualTo(200);
            reading.lines().map(ExportIT::id).forEach(read::add);
        }

        assertThat(read)
                .as("the page that was found before, and of the later ones what no consent is needed for")
                .startsWith(all.subList(0, Limits.MAXIMUM_PAGE).toArray(String[]::new))
                .contains(Ward.part(last));
        List<String> after = all.subList(Limits.MAXIMUM_PAGE, all.size()).stream()
                .filter(made::contains)
                .toList();
        assertThat(after).isNotEmpty();
        assertThat(read).doesNotContainAnyElementsOf(after);
        assertThat(ids(lines(door, file))).doesNotContainAnyElementsOf(made).contains(Ward.part(last));
    }

    /** Whoever reads it must not take it for all that there is. */
    @Test
    void fileWhenTheClientIsClosedMeanwhileThenBreaksOff() throws Exception {
        Ward ward = new Ward(server);
        String own = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Exported\"}]}");
        String start = ehr.get(own).json().at("/meta/lastUpdated").asText().replace("+00:00", "Z");
        ward.desk()
                .create(
                        Member.of("northside-ehr"),
                        IntStream.rangeClosed(0, Limits.MAXIMUM_PAGE)
                                .mapToObj(i -> largeOne("Observation/" + Ward.id(), own, own))
                                .toList());
        Door door = Door.of(server, "northside-ehr");
        String file =
                files(door, begin(door, "?_type=Observation&_since=" + start)).get("Observation");
        String closed = "update confidant.client set disabled = ? where client_id = ?";
        String client = Member.of("northside-ehr").actor().client();
        try (BufferedReader reading = open(door, file)) {
            reading.readLine();
            assertThat(server.administrator().update(closed, true, client)).isEqualTo(1);
            assertThatThrownBy(() -> reading.lines().forEach(line -> {})).isInstanceOf(UncheckedIOException.class);
        } finally {
            server.administrator().update(closed, false, client);
        }
    }

    private static String since(String patient, Ward ward) {
        return ward.get(patient, patient)
                .json()
                .at("/meta/lastUpdated")
                .asText()
                .replace("+00:00", "Z");
    }

    /** Observations of the patient by the counselor. */
    private static List<String> large(Ward ward, int count) {
        List<String> references = IntStream.range(0, count)
                .mapToObj(i -> "Observation/" + Ward.id())
                .toList();
        ward.desk()
                .create(
                        Ward.member(ward.counselor, Role.INDIVIDUAL_COUNSELOR),
                        references.stream()
                                .map(reference -> largeOne(reference, ward.patient, ward.counselor))
                                .toList());
        return references.stream().map(Ward::part).toList();
    }

    private static String largeOne(String reference, String subject, String author) {
        return Ward.observation(reference, subject, author)
                .replace("\"valueInteger\"", "\"note\":[{\"text\":\"" + "x".repeat(40_000) + "\"}],\"valueInteger\"");
    }

    private static String id(String line) {
        return new Answer(200, line, Map.of()).json().path("id").asText();
    }

    private BufferedReader open(Door door, String file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.base() + file))
                .header("Authorization", "Bearer " + door.token())
                .build();
        HttpResponse<InputStream> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    @Test
    void exportIsItsRequestersAloneUntilItEndsOrExpires() {
        ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Exported\"}]}");
        String export = begin(ehr, "?_type=Patient");
        String file = files(ehr, export).get("Patient");
        Door other = Door.of(server, "harbor-health-plan");
        String never = "/exports/" + UUID.randomUUID();
        String missing = other.send("GET", never, null).normalised();
        for (Answer answer : List.of(
                other.send("GET", export, null),
                other.send("GET", file, null),
                other.send("DELETE", export, null),
                ehr.send("GET", export + "/Claim.ndjson", null),
                Door.of(server, "kim").send("GET", export, null))) {
            assertThat(answer.normalised()).isEqualTo(missing);
        }
        assertThat(new Journaled(server).records())
                .as("who asked for it in vain")
                .anyMatch(record -> record.outcome() == AuditRecord.Outcome.DENIED
                        && record.query().equals("an export that is not theirs"));
        assertThat(server.send(null, "GET", file, null).statusCode()).isEqualTo(401);
        assertThat(ehr.send("DELETE", export, null).status()).isEqualTo(202);
        assertThat(ehr.send("GET", export, null).status()).isEqualTo(404);
        assertThat(ehr.send("GET", file, null).status()).isEqualTo(404);

        String expired = begin(ehr, "?_type=Patient");
        server.administrator()
                .update(
                        "update confidant.export set expires = now() where id = ?::uuid",
                        expired.substring("/exports/".length()));
        assertThat(ehr.send("GET", expired, null).status()).isEqualTo(404);
        server.bean(Exports.class).sweep();
        assertThat(server.administrator()
                        .queryForObject("select count(*) from confidant.export where expires <= now()", Integer.class))
                .isZero();
    }

    @Test
    void whatIsNotOfferedIsRefusedAndNotLeftOut() {
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put(
                "?_typeFilter=Observation%3Fstatus%3Dfinal".replace("%3F", "").replace("%3D", ""), "EXPORT-004");
        refused.put("?_elements=id", "EXPORT-004");
        refused.put("?_type=Ballot", "EXPORT-005");
        refused.put("?_outputFormat=text/csv", "EXPORT-003");
        refused.forEach((query, code) -> {
            Answer answer = ehr.send("GET", EXPORT + query, null, ASYNC);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.diagnostics()).startsWith(code);
        });
        assertThat(ehr.get(EXPORT).diagnostics()).startsWith("EXPORT-002");
        Answer person = Door.of(server, "kim").send("GET", EXPORT, null, ASYNC);
        assertThat(person.status()).isEqualTo(403);
        assertThat(person.diagnostics()).startsWith("EXPORT-001");
        Answer scope = Door.of(server, "harbor-health-plan").send("GET", EXPORT + "?_type=Condition", null, ASYNC);
        assertThat(scope.status()).isEqualTo(403);
        assertThat(scope.diagnostics()).startsWith("ACCESS-001");
        assertThat(ehr.send("GET", "/Group/" + UUID.randomUUID() + "/$export", null, ASYNC)
                        .status())
                .as("a couple is no list of patients")
                .isIn(400, 404);
    }

    /** Requirement 53. */
    @Test
    void requestAndEachPatientOfAFileAreInTheLog() {
        Door payer = Door.of(server, "harbor-health-plan");
        lines(payer, files(payer, begin(payer, "?_type=Claim")).get("Claim"));
        List<AuditRecord> records = new ArrayList<>(new Journaled(server).records());
        assertThat(records).anyMatch(record -> record.query().equals("Patient/$export Claim"));
        assertThat(records)
                .anyMatch(record -> record.patient().equals(java.util.Optional.of(Door.id("Patient/maya")))
                        && record.query().startsWith("Claim?")
                        && record.query().contains("_lastUpdated")
                        && record.entities().stream().anyMatch(entity -> entity.startsWith("Claim/")));
    }
}
