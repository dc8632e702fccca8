package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import health.confidant.server.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An app with keys, from its launch to its refresh (SMART App Launch 2.2, "client-confidential-asymmetric"). */
class AsymmetricIT {
    private static final TestServer SERVER = TestServer.shared();
    private static final String CLIENT = "test-asymmetric";
    private static final App MAYA = new App(SERVER);

    @BeforeAll
    static void signIn() {
        MAYA.signIn("maya");
    }

    private static Signer signer(String client, String keysOf) throws Exception {
        return new Signer(
                SERVER.base(), client, ECKey.parse(SERVER.credentials(keysOf).password()));
    }

    private static Map<String, String> code() {
        Map<String, String> request =
                MAYA.request(CLIENT, "launch/patient offline_access patient/Patient.rs patient/Observation.rs");
        Map<String, String> form = MAYA.redemption(CLIENT, MAYA.allowed(request).get("code"));
        form.remove("client_id");
        return form;
    }

    private static void refused(Map<String, String> form, String why) {
        HttpResponse<String> answer = MAYA.token(form);
        assertThat(answer.statusCode()).as(why).isIn(400, 401);
        assertThat(answer.body()).as(why).doesNotContain("access_token");
    }

    @Test
    void anAppIsLaunchedAndRefreshedByItsSignature() throws Exception {
        Signer app = signer(CLIENT, CLIENT);
        JsonNode token = App.json(MAYA.token(app.proved(code())));
        assertThat(token.path("patient").asText()).isEqualTo(App.id("Patient/maya"));
        String refresh = token.path("refresh_token").asText();
        Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", refresh);
        JsonNode refreshed = App.json(MAYA.token(app.proved(form)));
        assertThat(SERVER.send(refreshed.path("access_token").asText(), "GET", "/Observation?_summary=count", null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(refreshed.path("refresh_token").asText()).isNotEmpty().isNotEqualTo(refresh);
    }

    @Test
    void withoutItsSignatureItGetsNoToken() throws Exception {
        Map<String, String> form = code();
        refused(form, "no assertion");
        form.put("client_id", CLIENT);
        refused(form, "a client id alone");
        form.remove("client_id");
        ECKey foreign = new ECKeyGenerator(Curve.P_384).keyID(CLIENT).generate();
        refused(new Signer(SERVER.base(), CLIENT, foreign).proved(form), "a foreign key");
        refused(signer("test-public", CLIENT).proved(form), "a client without keys");
        Map<String, String> proved = signer(CLIENT, CLIENT).proved(form);
        JsonNode token = App.json(MAYA.token(proved));
        assertThat(token.has("access_token")).as("the code was good").isTrue();
        Map<String, String> refresh = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                token.path("refresh_token").asText(),
                "client_id",
                CLIENT);
        refused(refresh, "a refresh without an assertion");
        refused(signer("northside-ehr", "northside-ehr").proved(code()), "another client's assertion");
        Map<String, String> replayed = code();
        replayed.put("client_assertion_type", proved.get("client_assertion_type"));
        replayed.put("client_assertion", proved.get("client_assertion"));
        refused(replayed, "an assertion that was used");
    }
}
