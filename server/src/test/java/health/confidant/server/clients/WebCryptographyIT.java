package health.confidant.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObjectJSON;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MultiDecrypter;
import com.nimbusds.jose.crypto.MultiEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code assets/e2e.js}, run by Node, against Nimbus JOSE: each opens and verifies what the other made. */
class WebCryptographyIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path MODULE = Path.of("src", "main", "resources", "assets", "e2e.js");

    private final ECKey first = key();
    private final ECKey second = key();

    private static ECKey key() {
        try {
            ECKey made = new ECKeyGenerator(Curve.P_256).generate();
            return new ECKey.Builder(made)
                    .keyID(made.computeThumbprint().toString())
                    .algorithm(JWEAlgorithm.ECDH_ES_A256KW)
                    .build();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a script that has the module as {@code e2e} and the input as {@code input}. */
    private static JsonNode node(String script, JsonNode input) throws IOException, InterruptedException {
        String module = Base64.getEncoder().encodeToString(Files.readAllBytes(MODULE));
        String whole = "import * as e2e from 'data:text/javascript;base64," + module + "';\nconst input = " + input
                + ";\nconst say = it => console.log(JSON.stringify(it));\n" + script;
        Path file = Files.createTempFile("script", ".mjs");
        Files.writeString(file, whole);
        Process run = new ProcessBuilder("node", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor(1, TimeUnit.MINUTES) && run.exitValue() == 0)
                .as(said)
                .isTrue();
        Files.delete(file);
        return JSON.readTree(said);
    }

    @Test
    void nimbusOpensAndVerifiesWhatTheBrowserMade() throws Exception {
        ObjectNode input = JSON.createObjectNode();
        input.set("first", JSON.readTree(first.toPublicJWK().toJSONString()));
        input.set("second", JSON.readTree(second.toPublicJWK().toJSONString()));
        JsonNode made = node(
                """
                const device = await e2e.makeDevice();
                const about = { subject: 'Patient/1', sender: 'Patient/1', recipients: ['Practitioner/2'], sent: '2026-11-26T12:00:00Z' };
                const jwes = await e2e.seal(about, 'Grüße', [], device, [input.first, input.second, device.encryption]);
                say({ jwe: jwes[0], signature: device.signature, signer: device.signer, kid: device.kid,
                  number: await e2e.safetyNumber(device.kid, device.signer) });
                """,
                input);
        for (ECKey key : List.of(first, second)) {
            JWEObjectJSON jwe = JWEObjectJSON.parse(made.path("jwe").toString());
            jwe.decrypt(new MultiDecrypter(key));
            JWSObject jws = JWSObject.parse(jwe.getPayload().toString());
            ECKey signer = ECKey.parse(made.path("signature").toString());
            assertThat(jws.verify(new ECDSAVerifier(signer))).isTrue();
            assertThat(jws.getHeader().getKeyID())
                    .isEqualTo(made.path("signer").asText())
                    .isEqualTo(signer.computeThumbprint().toString());
            assertThat(jws.getPayload().toJSONObject()).containsEntry("text", "Grüße");
        }
        assertThat(made.path("number").asText()).matches("(\\d{5} ){5}\\d{5}");
    }

    @Test
    void theBrowserOpensAndVerifiesWhatNimbusMade() throws Exception {
        JWSObject jws = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(first.computeThumbprint().toString())
                        .build(),
                new Payload("{\"subject\":\"Patient/1\",\"sender\":\"Patient/1\",\"recipients\":[\"Practitioner/2\"],"
                        + "\"sent\":\"2026-11-26T12:00:00Z\",\"id\":\"x\",\"text\":\"Grüße\",\"files\":[]}"));
        jws.sign(new ECDSASigner(first));
        JWEObjectJSON jwe = new JWEObjectJSON(
                new JWEHeader.Builder(EncryptionMethod.A256GCM).build(), new Payload(jws.serialize()));
        jwe.encrypt(new MultiEncrypter(new JWKSet(List.of(first.toPublicJWK(), second.toPublicJWK()))));
        ObjectNode input = JSON.createObjectNode();
        input.set("jwe", JSON.readTree(jwe.serializeGeneral()));
        input.set("signer", JSON.readTree(first.toPublicJWK().toJSONString()));
        input.set("key", JSON.readTree(second.toJSONString()));
        JsonNode opened = node(
                """
                const { kid, ...jwk } = input.key;
                const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
                const about = { subject: 'Patient/1', sender: 'Patient/1', recipients: ['Practitioner/2'], sent: '2026-11-26T12:00:00.000Z' };
                say(await e2e.open(about, [input.jwe], { [kid]: key }, { [await e2e.thumbprint(input.signer)]: input.signer }));
                """,
                input);
        assertThat(opened.path("text").asText()).isEqualTo("Grüße");
    }

    /** Forged, moved to another conversation, cut, exchanged: none of it is shown. */
    @Test
    void theBrowserShowsNothingThatIsNotWhatItClaimsToBe() throws Exception {
        JsonNode said = node(
                """
                const [maya, kim, other] = await Promise.all([e2e.makeDevice(), e2e.makeDevice(), e2e.makeDevice()]);
                const about = { subject: 'Patient/1', sender: 'Patient/1', recipients: ['Practitioner/2'], sent: '2026-11-26T12:00:00Z' };
                const file = { name: 'a.pdf', type: 'application/pdf', bytes: new Uint8Array([1, 2, 3]) };
                const jwes = await e2e.seal(about, 'words', [file, file], maya, [kim.encryption]);
                const keys = { [kim.kid]: kim.decrypt };
                const hers = { [maya.signer]: maya.signature };
                const flipped = { ...jwes[0], ciphertext: (jwes[0].ciphertext[0] === 'A' ? 'B' : 'A') + jwes[0].ciphertext.slice(1) };
                const forged = await e2e.seal(about, 'words', [], other, [kim.encryption]);
                const opened = await e2e.open(about, jwes, keys, hers);
                const swapped = await e2e.seal(about, 'words', [{ ...file, bytes: new Uint8Array([9]) }], maya, [kim.encryption]);
                const recovery = await e2e.makeRecovery();
                const answer = async attempt => attempt().then(it => it === null ? 'null' : 'shown', () => 'refused');
                say({
                  right: await answer(() => e2e.open(about, jwes, keys, hers)),
                  stranger: await answer(() => e2e.open(about, jwes, { [other.kid]: other.decrypt }, hers)),
                  moved: await answer(() => e2e.open({ ...about, subject: 'Patient/9' }, jwes, keys, hers)),
                  renamed: await answer(() => e2e.open({ ...about, sender: 'Practitioner/2' }, jwes, keys, hers)),
                  widened: await answer(() => e2e.open({ ...about, recipients: [...about.recipients, 'Patient/9'] }, jwes, keys, hers)),
                  redated: await answer(() => e2e.open({ ...about, sent: '2026-11-27T12:00:00Z' }, jwes, keys, hers)),
                  flipped: await answer(() => e2e.open(about, [flipped, jwes[1], jwes[2]], keys, hers)),
                  cut: await answer(() => e2e.open(about, jwes.slice(0, 2), keys, hers)),
                  forged: await answer(() => e2e.open(about, forged, keys, hers)),
                  file: await answer(() => e2e.openFile(jwes[1], keys, opened.files[0])),
                  swapped: await answer(() => e2e.openFile(swapped[1], keys, opened.files[0])),
                  wrongCode: await answer(async () => e2e.openRecovery((await e2e.makeRecovery()).code, recovery.wrapped, recovery.kid)),
                  otherKid: await answer(() => e2e.openRecovery(recovery.code, recovery.wrapped, kim.kid)),
                  code: await answer(() => e2e.openRecovery(recovery.code.toLowerCase(), recovery.wrapped, recovery.kid)),
                });
                """,
                JSON.createObjectNode());
        assertThat(said.size()).isEqualTo(14);
        said.fieldNames().forEachRemaining(what -> assertThat(said.path(what).asText())
                .as(what)
                .isEqualTo(
                        switch (what) {
                            case "right", "file", "code" -> "shown";
                            case "stranger" -> "null";
                            default -> "refused";
                        }));
    }
}
