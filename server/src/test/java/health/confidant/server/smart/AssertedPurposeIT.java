package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import health.confidant.access.Owner;
import health.confidant.access.Purpose;
import health.confidant.server.TestServer;
import health.confidant.server.explain.Callers;
import health.confidant.server.segment.Owners;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A system that the operator registered for two purposes: what it sees follows from the one that it asserts (UDAP Security
 * IG 1.0, "B2B Authorization Extension Object"), since a consent is for a purpose (42 CFR 2.31(a)(5)).
 */
class AssertedPurposeIT {
    private static final TestServer SERVER = TestServer.shared();
    /** Maya lets Northside read it for treatment, and for nothing else. */
    private static final String DRINKS = "/" + App.ref("Observation/maya-drinks");

    private static Signer system;
    private static String client;

    @BeforeAll
    static void register() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_384).keyID("two-purposes").generate();
        HttpResponse<String> asked = new App(SERVER)
                .postJson(
                        "/oauth2/register",
                        """
                        {"client_name":"Northside, billing and wards","grant_types":["client_credentials"],
                         "token_endpoint_auth_method":"private_key_jwt","scope":"system/*.rs","jwks":%s}
                        """
                                .formatted(new JWKSet(key.toPublicJWK()).toString()));
        String id = App.json(asked).path("client_id").asText();
        App operator = new App(SERVER);
        operator.signIn("berg");
        App.Form decide = App.forms(operator.get("/operator/clients").body()).stream()
                .filter(form -> form.field("client").equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(decide.html()).contains("name=\"asserted\"");
        decide.set("purpose", "HPAYMT");
        decide.set("asserted", "TREAT");
        decide.set("organization", App.ref("Organization/northside-ehr"));
        decide.set("role", "EHR");
        decide.set("decision", "approve");
        assertThat(App.location(operator.submit(decide))).isEqualTo("/operator/clients?done");
        assertThat(operator.get("/operator/clients").body()).contains(", or as it says TREAT");
        system = new Signer(SERVER.base(), id, key);
        client = id;
    }

    /** All tests ask from one address, and look at Northside's other system. */
    @AfterAll
    static void forget() {
        SERVER.administrator().update("update confidant.client set disabled = true where client_id = ?", client);
        SERVER.administrator().update("delete from confidant.sign_in_throttle");
    }

    private static HttpResponse<String> token(Map<String, Object> claims) {
        Map<String, String> form = Map.of("grant_type", "client_credentials", "scope", "system/*.rs");
        return new App(SERVER).token(system.proved(form, claims));
    }

    private static Map<String, Object> asserting(String purpose) {
        return Map.of(
                "extensions",
                Map.of(
                        "hl7-b2b",
                        Map.of(
                                "version", "1",
                                "organization_id", "https://northside.example",
                                "purpose_of_use", List.of("urn:oid:2.16.840.1.113883.5.8#" + purpose))));
    }

    private static int drinks(Map<String, Object> claims) {
        HttpResponse<String> answer = token(claims);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return SERVER.send(App.json(answer).path("access_token").asText(), "GET", DRINKS, null)
                .statusCode();
    }

    @Test
    void whatItSeesFollowsFromThePurposeItAsserts() {
        assertThat(drinks(Map.of())).as("its own purpose").isEqualTo(404);
        assertThat(drinks(asserting("HPAYMT"))).isEqualTo(404);
        assertThat(drinks(asserting("TREAT"))).isEqualTo(200);
    }

    /** What {@code $who-can-see} and {@code $explain-access} go through. */
    @Test
    void whoIsAskedWhoCanSeeCountsEachPurpose() {
        Owner maya = SERVER.bean(Owners.class).find(App.ref("Patient/maya")).orElseThrow();
        assertThat(new Callers(SERVER.bean(JdbcTemplate.class)).about(maya))
                .filteredOn(person -> person.actor().client().equals(client))
                .extracting(Callers.Person::purpose)
                .containsExactlyInAnyOrder(Purpose.HPAYMT, Purpose.TREAT);
    }

    @Test
    void aPurposeThatItIsNotRegisteredForIsRefused() {
        for (String purpose : List.of("HRESCH", "HOPERAT", "BTG")) {
            HttpResponse<String> answer = token(asserting(purpose));
            assertThat(answer.statusCode()).as(purpose).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_grant");
        }
    }
}
