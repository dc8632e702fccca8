package health.confidant.server.threat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import health.confidant.server.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 9470: billing documents, what privacy officers do, and devices that read messages. On a server whose sign-ins can be made older. */
class StepUpIT {
    private static final Duration STALE = Duration.ofMinutes(15).plusSeconds(30);

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    /** A token by a sign-in that was so long ago: what a grant remembers of it is moved as it is stored. */
    private static String token(String login, Duration ago) {
        server.administrator()
                .execute(
                        """
                        create or replace function confidant.signed_in_earlier() returns trigger language plpgsql as $$
                        declare at bigint := substring(new.attributes from '"at":"([0-9]+)"');
                        begin
                            if at > 0 and not exists (select from confidant.authorization_grant where id = new.id) then
                                new.attributes := replace(new.attributes, at::text, (at - %d)::text);
                            end if;
                            return new;
                        end $$;
                        create or replace trigger signed_in_earlier before insert on confidant.authorization_grant
                            for each row execute function confidant.signed_in_earlier()"""
                                .formatted(ago.toSeconds()));
        server.forgetTokens();
        return server.token(login);
    }

    @Test
    void actsOfAnOfficerWhenSignedInTooLongAgoThenAskedToStepUpAtEveryDoor() {
        Door novak = new Door(server, token("novak", Duration.ZERO));
        String contract = novak.get("Contract?_count=1&_elements=id")
                .json()
                .at("/entry/0/resource/id")
                .asText();
        String stored = novak.get("Contract/" + contract).json().toString();
        Door six = new Door(server, token("novak", Duration.ofMinutes(6)));
        Answer hold = six.send("POST", Door.id("Patient/maya") + "/$legal-hold", parameters());
        assertThat(hold.status()).isEqualTo(401);
        assertThat(hold.diagnostics()).as("what cannot be taken back").startsWith("SHRED-002 STEP-UP");
        assertThat(hold.headers().get("www-authenticate").toString()).contains("max_age=\"300\"");
        assertThat(six.send("PUT", "Contract/" + contract, stored).status()).isEqualTo(200);

        novak = new Door(server, token("novak", STALE));
        List<Answer> acts = List.of(
                novak.send("PUT", "Contract/" + contract, stored),
                novak.send("POST", "Contract", stored),
                novak.send("PATCH", "Contract/" + contract, "[]", "Content-Type", "application/json-patch+json"),
                novak.send("POST", "/", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[]}"),
                novak.send("POST", "Task/" + UUID.randomUUID() + "/$decide-restriction", parameters()),
                novak.send("POST", Door.id("Patient/maya") + "/$suspend-accounting", parameters()),
                novak.send("POST", Door.id("Patient/maya") + "/$legal-hold", parameters()),
                novak.send("POST", Door.id("Patient/maya") + "/$shred", parameters()),
                novak.send("POST", Door.id("Patient/maya") + "/$renew-keys", parameters()));
        for (Answer act : acts) {
            assertThat(act.status()).as(act.body()).isEqualTo(401);
            assertThat(act.diagnostics()).startsWith("AUTH-002 STEP-UP");
            assertThat(act.headers().get("www-authenticate").toString())
                    .contains("insufficient_user_authentication", "multi-factor", "max_age=\"900\"");
        }
        assertThat(novak.get("Contract/" + contract).status())
                .as("to ask is no act")
                .isEqualTo(200);
        assertThat(novak.send(
                                "POST",
                                "Contract/_search",
                                "_id=" + contract,
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .total())
                .isEqualTo(1);
    }

    @Test
    void billingDocumentWhenStaffSignedInTooLongAgoThenAskedToStepUp() {
        Door ehr = Door.of(server, "northside-ehr");
        String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Billed\"}]}");
        String bill = document(ehr, patient, "52034-6");
        HttpResponse<String> shown = server.send(token("mo", Duration.ZERO), "GET", bill, null);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).isEqualTo("Paid.");
        String mo = token("mo", STALE);
        for (String method : List.of("GET", "HEAD", "PATCH")) {
            HttpResponse<String> answer =
                    server.send(mo, method, bill, method.equals("PATCH") ? "x" : null, "Upload-Offset", "0");
            assertThat(answer.statusCode()).as(method).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("insufficient_user_authentication", "max_age=\"900\"");
        }
        assertThat(server.send(server.token("northside-ehr"), "GET", bill, null).statusCode())
                .as("a system signs each request for a token")
                .isEqualTo(200);
    }

    /** Whoever sits down at a screen that was left alone must not be able to read along from then on. */
    @Test
    void deviceWhenSignedInTooLongAgoThenAskedToStepUpAsFarAsThePersonCan() throws Exception {
        String kim = messages("kim", "messages-clinician-individual", "user/", STALE);
        for (String body : List.of(device(), recovery(), "{}")) {
            challenged(server.send(kim, "POST", "/devices", body), "multi-factor");
        }
        assertThat(server.send(kim, "GET", "/devices", null).body())
                .as("nothing was registered, and to look is no act")
                .contains("\"devices\":[]");
        String fresh = messages("kim", "messages-clinician-individual", "user/", Duration.ofMinutes(14));
        HttpResponse<String> added = server.send(fresh, "POST", "/devices", device());
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        String id = new ObjectMapper().readTree(added.body()).path("id").asText();
        assertThat(server.send(kim, "DELETE", "/devices/" + id, null).statusCode())
                .as("who has lost a device does not have to wait")
                .isEqualTo(204);

        String maya = messages("maya", "messages-individual", "patient/", STALE);
        challenged(server.send(maya, "POST", "/devices", device()), "password");
        maya = messages("maya", "messages-individual", "patient/", Duration.ofMinutes(14));
        assertThat(server.send(maya, "POST", "/devices", device()).statusCode()).isEqualTo(201);
        server.administrator()
                .update("insert into confidant.totp (login, secret, confirmed) values ('maya', '\\x00', true)");
        try {
            challenged(server.send(maya, "POST", "/devices", device()), "multi-factor");
            server.administrator().update("update confidant.totp set confirmed = false where login = 'maya'");
            assertThat(server.send(maya, "POST", "/devices", device()).statusCode())
                    .as("an app that is not set up yet is none")
                    .isEqualTo(201);
        } finally {
            server.administrator().update("delete from confidant.totp where login = 'maya'");
        }
    }

    private static void challenged(HttpResponse<String> answer, String level) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body()).contains("OperationOutcome", "AUTH-002 STEP-UP");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains(
                        "insufficient_user_authentication",
                        "acr_values=\"urn:confidant:acr:" + level + "\"",
                        "max_age=\"900\"");
    }

    /** A token of the page of messages, by a sign-in that was so long ago. */
    private static String messages(String login, String client, String prefix, Duration ago) throws Exception {
        token(login, ago);
        String scopes = "openid fhirUser " + (prefix.equals("patient/") ? "launch/patient " : "") + prefix
                + "Communication.crs " + prefix + "Patient.rs";
        return server.browser(login).token(client, URI.create(server.base() + "/messages"), scopes);
    }

    private static String device() throws JOSEException {
        return "{\"kind\":\"DEVICE\",\"name\":\"phone\",\"encryption\":" + key() + ",\"signature\":" + key() + "}";
    }

    private static String recovery() throws JOSEException {
        return "{\"kind\":\"RECOVERY\",\"encryption\":" + key() + ",\"wrapped\":\"" + "A".repeat(150) + "."
                + "A".repeat(16) + "\"}";
    }

    private static String key() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONString();
    }

    private static String document(Door ehr, String patient, String code) {
        String reference =
                ehr.create("{\"resourceType\":\"DocumentReference\",\"status\":\"current\",\"type\":{\"coding\":[{"
                        + "\"system\":\"http://loinc.org\",\"code\":\"" + code + "\"}]},\"subject\":{\"reference\":\""
                        + patient + "\"},\"content\":[{\"attachment\":{\"contentType\":\"text/plain\"}}]}");
        String document = "/documents/" + reference.substring(reference.indexOf('/') + 1);
        String[] announced = {"Upload-Length", "5", "Upload-Type", "text/plain"};
        assertThat(server.send(ehr.token(), "POST", document, null, announced).statusCode())
                .isEqualTo(201);
        assertThat(server.send(ehr.token(), "PATCH", document, "Paid.", "Upload-Offset", "0")
                        .statusCode())
                .isEqualTo(204);
        return document;
    }

    private static String parameters() {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\",\"valueString\":\"A long reason.\"}]}";
    }
}
