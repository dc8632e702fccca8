package health.confidant.server.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import health.confidant.access.Owner;
import health.confidant.server.TestServer;
import health.confidant.server.shred.Shredder;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Devices and encrypted messages as the cast sees them, over HTTP. */
class MessageIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATIENT = "openid fhirUser launch/patient patient/Communication.crs patient/Group.rs"
            + " patient/Patient.rs patient/Practitioner.rs";
    private static final String CLINICIAN =
            PATIENT.replace("launch/patient ", "").replace("patient/", "user/");

    private final TestServer server = TestServer.shared();
    private final JdbcTemplate administrator = server.administrator();
    private final String maya = Door.id("Patient/maya");
    private final String kim = Door.id("Practitioner/kim");
    private final String lee = Door.id("Practitioner/lee");
    private final String daniel = Door.id("Patient/daniel");
    private final String couple = Door.id("Group/couple-1");
    private final List<Runnable> cleanups = new ArrayList<>();

    @AfterEach
    void cleanUp() {
        cleanups.forEach(Runnable::run);
    }

    /** Somebody at the page. */
    private record Person(String reference, String token) {}

    /** A key that somebody has registered. */
    private record Key(String id, String kid) {}

    private Person at(String login, String reference, String track) {
        String client = (reference.startsWith("Patient/") ? "messages-" : "messages-clinician-") + track;
        try {
            String token = server.browser(login)
                    .token(
                            client,
                            URI.create(server.base() + "/messages"),
                            reference.startsWith("Patient/") ? PATIENT : CLINICIAN);
            return new Person(reference, token);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> devices(String token, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.base() + "/devices" + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return server.send(request);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String registration(ECKey encryption) {
        return "{\"kind\":\"DEVICE\",\"name\":\"my phone\",\"encryption\":"
                + encryption.toPublicJWK().toJSONString() + ",\"signature\":"
                + Letter.key().toPublicJWK().toJSONString() + "}";
    }

    private Key register(Person person) {
        ECKey key = Letter.key();
        HttpResponse<String> answer = devices(person.token(), "POST", "", registration(key));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        Key registered = new Key(json(answer).path("id").asText(), Letter.kid(key));
        assertThat(json(answer).path("kid").asText()).isEqualTo(registered.kid());
        cleanups.add(() -> administrator.update(
                "update confidant.device set revoked = now() where id = ?::uuid and revoked is null", registered.id()));
        return registered;
    }

    private Answer send(Person by, String message) {
        return Answer.of(server.send(by.token(), "POST", "/Communication", message));
    }

    private String sent(Person by, String message) {
        Answer answer = send(by, message);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private void refused(Person by, String message, String code) {
        Answer answer = send(by, message);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(code);
    }

    @Test
    void bothSendWhatTheOtherReadsAndNobodyElseSees() {
        Person patient = at("maya", maya, "individual");
        Person counselor = at("kim", kim, "individual");
        Key hers = register(patient);
        Key his = register(counselor);
        Answer sent = send(patient, Letter.message(maya, maya, List.of(kim), Letter.jwe(hers.kid(), his.kid())));
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        String message = "/Communication/" + sent.json().path("id").asText();
        Answer answered = send(
                counselor,
                Letter.message(
                        maya,
                        kim,
                        List.of(maya),
                        Letter.jwe(hers.kid(), his.kid()),
                        Letter.jwe(hers.kid(), his.kid())));
        assertThat(answered.status()).as(answered.body()).isEqualTo(201);

        for (Person reader : List.of(patient, counselor)) {
            Answer read = Answer.of(server.send(reader.token(), "GET", message, null));
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.body()).contains("\"MASKED\"").contains("\"individual\"");
            Answer found = Answer.of(
                    server.send(reader.token(), "GET", "/Communication?subject=" + maya + "&_sort=-sent", null));
            assertThat(found.body())
                    .contains(message.substring(1))
                    .contains(answered.json().path("id").asText());
        }
        for (String other : List.of("daniel", "lee", "okafor", "mo")) {
            HttpResponse<String> hidden = server.send(server.token(other), "GET", message, null);
            HttpResponse<String> missing =
                    server.send(server.token(other), "GET", "/Communication/" + UUID.randomUUID(), null);
            assertThat(hidden.statusCode())
                    .as(other)
                    .isEqualTo(missing.statusCode())
                    .isIn(403, 404);
        }
    }

    @Test
    void partnersAndTheirTeamWriteAboutTheCouple() {
        Person one = at("maya", maya, "couples");
        Person other = at("daniel", daniel, "couples");
        Person therapist = at("lee", lee, "couples");
        Key first = register(one);
        Key second = register(other);
        Key third = register(therapist);
        String jwe = Letter.jwe(first.kid(), second.kid(), third.kid());
        for (Person sender : List.of(one, other, therapist)) {
            // Neither partner may name the other; the couple stands for both.
            List<String> recipients = sender == therapist ? List.of(maya, daniel) : List.of(couple, lee);
            Answer sent = send(sender, Letter.message(couple, sender.reference(), recipients, jwe));
            assertThat(sent.status()).as(sender.reference() + sent.body()).isEqualTo(201);
        }
        assertThat(send(therapist, Letter.message(couple, lee, List.of(couple), jwe))
                        .status())
                .isEqualTo(201);
        Answer stranger = send(therapist, Letter.message(couple, lee, List.of(Door.id("Patient/priya")), jwe));
        assertThat(stranger.status()).as(stranger.body()).isEqualTo(422);
        // Kim reads the couple's record by both partners' consent, and is no correspondent all the same.
        refused(one, Letter.message(couple, maya, List.of(kim), jwe), "MESSAGE-004");
    }

    @Test
    void whoOneMayWriteToIsToldWithoutTheOthersTeams() {
        Person patient = at("maya", maya, "individual");
        Key key = register(patient);
        JsonNode told = json(devices(patient.token(), "GET", "?subject=" + maya, null));
        List<String> people = told.findValuesAsText("person");
        assertThat(people).contains(maya, kim).doesNotContain(daniel, lee);
        assertThat(told.toString()).contains(key.kid()).doesNotContain("my phone");

        Person partner = at("maya", maya, "couples");
        assertThat(json(devices(partner.token(), "GET", "?subject=" + couple, null))
                        .findValuesAsText("person"))
                .contains(maya, daniel, lee)
                .doesNotContain(kim);

        // Hidden, of the other track, and missing: one answer.
        Person stranger = at("daniel", daniel, "individual");
        String missing = withoutId(devices(stranger.token(), "GET", "?subject=Patient/" + UUID.randomUUID(), null));
        for (HttpResponse<String> answer : List.of(
                devices(stranger.token(), "GET", "?subject=" + maya, null),
                devices(at("lee", lee, "couples").token(), "GET", "?subject=" + maya, null),
                devices(partner.token(), "GET", "?subject=" + maya, null),
                devices(patient.token(), "GET", "?subject=" + couple, null),
                devices(at("kim", kim, "couples").token(), "GET", "?subject=" + couple, null),
                devices(patient.token(), "GET", "?subject=directory", null))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(withoutId(answer)).isEqualTo(missing);
        }
        assertThat(devices(null, "GET", "", null).statusCode()).isEqualTo(401);
        assertThat(devices(server.token("mo"), "GET", "", null).statusCode()).isEqualTo(403);
    }

    @Test
    void keysThatAreForeignRevokedOrNobodysAreRefused() {
        Person patient = at("maya", maya, "individual");
        Person counselor = at("kim", kim, "individual");
        Key hers = register(patient);
        Key his = register(counselor);
        Key foreign = register(at("daniel", daniel, "individual"));
        String to = Letter.jwe(hers.kid(), his.kid());
        refused(
                patient,
                Letter.message(maya, maya, List.of(kim), Letter.jwe(hers.kid(), foreign.kid())),
                "MESSAGE-005");
        refused(patient, Letter.message(maya, maya, List.of(kim), Letter.jwe(his.kid(), "unknown")), "MESSAGE-005");
        refused(patient, Letter.message(maya, maya, List.of(kim), Letter.jwe(hers.kid())), "MESSAGE-005");
        assertThat(send(patient, Letter.message(maya, maya, List.of(kim), to)).status())
                .isEqualTo(201);
        assertThat(devices(counselor.token(), "DELETE", "/" + his.id(), null).statusCode())
                .isEqualTo(204);
        refused(patient, Letter.message(maya, maya, List.of(kim), to), "MESSAGE-005");
        assertThat(devices(counselor.token(), "DELETE", "/" + hers.id(), null).statusCode())
                .as("somebody else's")
                .isEqualTo(404);
    }

    /** Sending and revoking at once: what begins after the revocation is acknowledged is never stored for that key. */
    @Test
    void keyThatIsRevokedWhileOthersSendReceivesNothingNew() throws Exception {
        Person patient = at("maya", maya, "individual");
        Person counselor = at("kim", kim, "individual");
        Key hers = register(patient);
        Key his = register(counselor);
        String message = Letter.message(maya, maya, List.of(kim), Letter.jwe(hers.kid(), his.kid()));
        AtomicLong revoked = new AtomicLong(Long.MAX_VALUE);
        ExecutorService senders = Executors.newFixedThreadPool(4);
        List<Future<int[]>> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sent.add(senders.submit(() -> {
                int[] stored = new int[2];
                for (int after = 0; after < 5; ) {
                    boolean late = System.nanoTime() > revoked.get();
                    after += late ? 1 : 0;
                    stored[late ? 1 : 0] += send(patient, message).status() == 201 ? 1 : 0;
                }
                return stored;
            }));
        }
        try {
            Thread.sleep(500);
            assertThat(devices(counselor.token(), "DELETE", "/" + his.id(), null)
                            .statusCode())
                    .isEqualTo(204);
        } finally {
            revoked.set(System.nanoTime());
            senders.shutdown();
        }
        int before = 0;
        for (Future<int[]> sender : sent) {
            before += sender.get()[0];
            assertThat(sender.get()[1]).as("stored after the revocation").isZero();
        }
        assertThat(before).as("stored before it").isPositive();
    }

    @Test
    void devicesOfAPatientWhoseRecordIsDestroyedAreGoneAndNobodyElses() {
        Door ehr = Door.of(server, "northside-ehr");
        String leaving = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Leaving\"}]}");
        Key staying = register(at("kim", kim, "individual"));
        administrator.update(
                "insert into confidant.device select gen_random_uuid(), ?, kind, name, kid || 'x', encryption,"
                        + " signer || 'x', signature, wrapped from confidant.device where kid = ?",
                leaving,
                staying.kid());
        int number = administrator.queryForObject(
                "select id from confidant.owner where reference = ?", Integer.class, leaving);
        server.bean(Shredder.class).shred(new Owner(number, Owner.Kind.PATIENT, leaving), Shredder.RECORD);
        assertThat(administrator.queryForList(
                        "select person from confidant.device where kid in (?, ?)",
                        String.class,
                        staying.kid(),
                        staying.kid() + "x"))
                .containsExactly(kim);
    }

    @Test
    void senderSubjectAndFormAreHeldTo() {
        Person patient = at("maya", maya, "individual");
        Person counselor = at("kim", kim, "individual");
        Key hers = register(patient);
        Key his = register(counselor);
        String jwe = Letter.jwe(hers.kid(), his.kid());
        String message = Letter.message(maya, maya, List.of(kim), jwe);
        refused(counselor, message, "MESSAGE-003");
        refused(patient, Letter.message(maya, maya, List.of(lee), jwe), "MESSAGE-004");
        refused(patient, Letter.message(maya, maya, List.of(maya, kim), jwe), "MESSAGE-004");
        String other = Letter.formed("{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\"}", Letter.recipient(hers.kid()));
        refused(patient, Letter.message(maya, maya, List.of(kim), other), "MESSAGE-001");
        refused(patient, Letter.message(maya, maya, List.of(kim), "plain text"), "MESSAGE-001");
        refused(patient, Letter.message(maya, maya, List.of(kim), jwe, Letter.jwe(hers.kid())), "MESSAGE-001");
        for (String beside : List.of(
                "\"note\":[{\"text\":\"plain\"}]",
                "\"topic\":{\"text\":\"plain\"}",
                "\"category\":[{\"text\":\"plain\"}]",
                "\"language\":\"en\"",
                "\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns='http://www.w3.org/1999/xhtml'>plain</div>\"}")) {
            refused(patient, message.replaceFirst("\\{", "{" + beside + ","), "MESSAGE-002");
        }
        refused(patient, message.replace("\"contentType\"", "\"title\":\"plain\",\"contentType\""), "MESSAGE-002");
        refused(patient, message.replace("\"}],\"sent\"", "\",\"display\":\"plain\"}],\"sent\""), "MESSAGE-002");
    }

    /** A patient writes nothing else on a care track, whatever it says of itself. */
    @Test
    void plainMessagesOfPatientsAreNotStored() {
        Person patient = at("maya", maya, "individual");
        Person counselor = at("kim", kim, "individual");
        String jwe = Letter.jwe(register(patient).kid(), register(counselor).kid());
        String sealed = Letter.message(maya, maya, List.of(kim), jwe);
        String plain = sealed.replaceAll("\"payload\".*", "\"payload\":[{\"contentString\":\"plain\"}]}");
        assertThat(send(patient, plain).status()).isEqualTo(403);
        String pretending = plain.replaceFirst(
                "\\{",
                "{\"category\":[{\"coding\":[{\"system\":\"urn:ietf:bcp:13\",\"code\":\"application/jose+json\"}]}],"
                        + "\"meta\":{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ObservationValue\","
                        + "\"code\":\"MASKED\"}]},");
        assertThat(send(patient, pretending).status()).isEqualTo(403);
        String mixed = sealed.replace("\"payload\":[", "\"payload\":[{\"contentString\":\"plain\"},");
        assertThat(send(patient, mixed).status()).isEqualTo(403);
        refused(
                counselor,
                mixed.replace("sender\":{\"reference\":\"" + maya, "sender\":{\"reference\":\"" + kim)
                        .replace("recipient\":[{\"reference\":\"" + kim, "recipient\":[{\"reference\":\"" + maya),
                "MESSAGE-002");
        assertThat(send(counselor, plain).status()).as("as ever").isEqualTo(201);
    }

    @Test
    void aMessageStandsAsItWasSent() {
        Person patient = at("maya", maya, "individual");
        Person counselor = at("kim", kim, "individual");
        String jwe = Letter.jwe(register(patient).kid(), register(counselor).kid());
        String message = Letter.message(maya, kim, List.of(maya), jwe);
        String id = sent(counselor, message);
        Door door = Door.deleting(server, "kim");
        String changed = message.replaceFirst("\\{", "{\"id\":\"" + id + "\",");
        for (Answer answer : List.of(
                door.send("PUT", "/Communication/" + id, changed.replace("completed", "stopped")),
                door.send(
                        "PUT",
                        "/Communication/" + id,
                        changed.replaceAll("\"payload\".*", "\"status\":\"completed\"}")
                                .replaceFirst("\"status\":\"completed\",", "")),
                door.send("DELETE", "/Communication/" + id, null))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("MESSAGE-006");
        }
    }

    @Test
    void onlyPublicKeysAreRegisteredEachOnceAndAtMostTen() {
        Person patient = at("tomas", Door.id("Patient/tomas"), "individual");
        ECKey key = Letter.key();
        String secret = registration(key).replace(key.toPublicJWK().toJSONString(), key.toJSONString());
        HttpResponse<String> refused = devices(patient.token(), "POST", "", secret);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("DEVICE-001")
                .doesNotContain(key.getD().toString());
        assertThat(devices(patient.token(), "POST", "", "x".repeat(20_000)).statusCode())
                .isEqualTo(413);
        assertThat(devices(patient.token(), "POST", "", registration(key)).statusCode())
                .isEqualTo(201);
        assertThat(devices(patient.token(), "POST", "", registration(key)).statusCode())
                .isEqualTo(409);
        for (int i = 1; i < 10; i++) {
            register(patient);
        }
        HttpResponse<String> eleventh = devices(patient.token(), "POST", "", registration(Letter.key()));
        assertThat(eleventh.statusCode()).isEqualTo(422);
        assertThat(eleventh.body()).contains("DEVICE-002");
        assertThat(json(devices(patient.token(), "GET", "", null)).path("devices"))
                .hasSize(10);
        assertThat(administrator.queryForObject(
                        "select count(*) from confidant.device where encryption like '%\"d\"%'", Integer.class))
                .isZero();
        administrator.update("update confidant.device set revoked = now() where person = ?", patient.reference());
    }

    @Test
    void aNewRecoveryKeyReplacesTheOneBeforeAndIsToldToItsOwnerAlone() {
        Person patient = at("maya", maya, "individual");
        String wrapped = Letter.random(150) + "." + Letter.random(12);
        for (int i = 0; i < 2; i++) {
            String recovery = "{\"kind\":\"RECOVERY\",\"encryption\":"
                    + Letter.key().toPublicJWK().toJSONString() + ",\"wrapped\":\"" + wrapped + "\"}";
            assertThat(devices(patient.token(), "POST", "", recovery).statusCode())
                    .isEqualTo(201);
        }
        assertThat(administrator.queryForObject(
                        "select count(*) from confidant.device where person = ? and kind = 'RECOVERY' and revoked is null",
                        Integer.class,
                        maya))
                .isEqualTo(1);
        assertThat(devices(patient.token(), "GET", "", null).body()).contains(wrapped);
        assertThat(devices(at("kim", kim, "individual").token(), "GET", "?subject=" + maya, null)
                        .body())
                .contains("RECOVERY")
                .doesNotContain(wrapped);
        administrator.update("update confidant.device set revoked = now() where person = ?", maya);
    }

    /** The other side's log has it too. */
    @Test
    void aChangedKeyIsInThePatientsLogWithItsSafetyNumber() {
        Person counselor = at("kim", kim, "individual");
        Key key = register(counselor);
        String number = json(devices(counselor.token(), "GET", "", null)).path("devices").findParents("kid").stream()
                .filter(device -> device.path("kid").asText().equals(key.kid()))
                .map(device -> device.path("safetyNumber").asText())
                .findFirst()
                .orElseThrow();
        devices(counselor.token(), "DELETE", "/" + key.id(), null);
        Answer log = Answer.of(server.send(
                server.token("maya"), "GET", "/AuditEvent?patient=" + maya + "&_sort=-date&_count=50", null));
        assertThat(log.body())
                .contains("device key added, safety number " + number)
                .contains("device key revoked, safety number " + number);
    }

    @Test
    void ciphertextIsInNoIndex() {
        Person patient = at("maya", maya, "individual");
        Person counselor = at("kim", kim, "individual");
        String jwe = Letter.jwe(register(patient).kid(), register(counselor).kid());
        String id = sent(patient, Letter.message(maya, maya, List.of(kim), jwe));
        List<String> indexed = administrator.queryForList(
                """
                select distinct i.sp_name from (
                    select res_id, sp_name from hfj_spidx_token union all select res_id, sp_name from hfj_spidx_string
                    union all select res_id, sp_name from hfj_spidx_uri union all select res_id, sp_name from hfj_spidx_date
                    ) i join hfj_resource r on r.res_id = i.res_id where r.fhir_id = ? order by 1
                """,
                String.class,
                id);
        assertThat(indexed).isSubsetOf("_id", "_lastUpdated", "_security", "sent", "status");
    }

    private static String withoutId(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"id\":\"[^\"]+\"", "");
    }
}
