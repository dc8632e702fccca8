package health.confidant.server.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedPayloadTest {
    private static SealedPayload of(String jwe) {
        return SealedPayload.of(jwe.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String jwe, String because) {
        assertThatThrownBy(() -> of(jwe))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    @Test
    void ofWhenItHasTheFormThenSaysWhoCanOpenIt() {
        assertThat(of(Letter.jwe("a", "b")).kids()).containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\"}",
                "{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\"}",
                "{\"alg\":\"RSA1_5\",\"enc\":\"A256GCM\"}",
                "{\"alg\":\"ECDH-ES+A256KW\",\"enc\":\"A128CBC-HS256\"}"
            })
    void ofWhenTheAlgorithmIsAnotherThenRefuses(String header) {
        refused(Letter.formed(header, Letter.recipient("a")), "must be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ECDH-ES+A256KW\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}",
                "{\"alg\":\"ECDH-ES+A256KW\",\"enc\":\"A256GCM\",\"subject\":\"in the clear\"}",
                "{\"enc\":\"A256GCM\"}",
                "[]"
            })
    void ofWhenTheHeaderSaysMoreOrLessThenRefuses(String header) {
        refused(Letter.formed(header, Letter.recipient("a")), "protected header");
    }

    @Test
    void ofWhenSomethingStandsBesideTheCiphertextThenRefuses() {
        String jwe = Letter.jwe("a");
        refused(jwe.replaceFirst("\\{", "{\"unprotected\":{\"text\":\"plain\"},"), "the JWE");
        refused(jwe.replaceFirst("\\{", "{\"aad\":\"cGxhaW4\","), "the JWE");
        refused(jwe.replace("{\"kid\"", "{\"text\":\"plain\",\"kid\""), "header");
        refused(jwe + "{\"text\":\"plain\"}", "no JSON");
        refused(jwe.replaceFirst("\\{", "{\"iv\":\"cGxhaW4\","), "no JSON");
        refused("plain", "no JSON");
        refused("", "the JWE");
    }

    @Test
    void ofWhenRecipientsAreNoneTwiceOrTooManyThenRefuses() {
        refused(Letter.jwe(), "recipients");
        refused(Letter.jwe("a", "a"), "twice");
        String[] many = new String[101];
        for (int i = 0; i < many.length; i++) {
            many[i] = "k" + i;
        }
        refused(Letter.jwe(many), "recipients");
    }

    @Test
    void ofWhenAPartHasAnotherLengthOrIsNoBase64ThenRefuses() {
        String jwe = Letter.jwe("a");
        refused(jwe.replaceAll("\"iv\":\"[^\"]+", "\"iv\":\"" + Letter.random(11)), "iv");
        refused(jwe.replaceAll("\"tag\":\"[^\"]+", "\"tag\":\"" + Letter.random(15)), "tag");
        refused(jwe.replaceAll("\"tag\":\"[^\"]+", "\"tag\":\"plain text!"), "tag");
        refused(jwe.replaceAll("\"ciphertext\":\"[^\"]+", "\"ciphertext\":\""), "ciphertext");
        refused(jwe.replaceAll("\"encrypted_key\":\"[^\"]+", "\"encrypted_key\":\"" + Letter.random(32)), "256");
        refused(jwe.replaceAll("\"x\":\"[^\"]+", "\"x\":\"" + Letter.random(32)), "P-256");
    }
}
