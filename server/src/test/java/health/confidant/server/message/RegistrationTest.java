package health.confidant.server.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private final ECKey encryption = Letter.key();
    private final ECKey signature = Letter.key();

    private static Device of(String kind, String encryption, String more) {
        return Registration.of(
                "Patient/maya",
                "{\"kind\":\"" + kind + "\",\"name\":\"phone\",\"encryption\":" + encryption + more + "}",
                Instant.EPOCH);
    }

    private String signer() {
        return ",\"signature\":" + signature.toPublicJWK().toJSONString();
    }

    private static void refused(String kind, String encryption, String more) {
        assertThatThrownBy(() -> of(kind, encryption, more)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofWhenPublicThenKeepsTheKeyAndNothingBesideIt() throws JOSEException {
        ECKey told = new ECKey.Builder(encryption.toPublicJWK())
                .keyID("mine")
                .issueTime(new java.util.Date())
                .build();
        Device device = of("DEVICE", told.toJSONString(), signer());

        assertThat(device.encryption().json()).doesNotContain("mine").contains("\"crv\":\"P-256\"");
        assertThat(device.encryption().thumbprint())
                .isEqualTo(encryption.computeThumbprint().toString());
        assertThat(device.safetyNumber()).matches("(\\d{5} ){5}\\d{5}");
        assertThat(device.safetyNumber())
                .isNotEqualTo(of("DEVICE", signature.toPublicJWK().toJSONString(), signer())
                        .safetyNumber());
    }

    @Test
    void ofWhenPrivateOrOnAnotherCurveThenRefuses() throws JOSEException {
        refused("DEVICE", encryption.toJSONString(), signer());
        refused(
                "DEVICE",
                new ECKeyGenerator(Curve.P_384).generate().toPublicJWK().toJSONString(),
                signer());
        refused("DEVICE", encryption.toPublicJWK().toJSONString(), ",\"signature\":" + signature.toJSONString());
        refused("DEVICE", "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}", signer());
        refused("DEVICE", "\"text\"", signer());
    }

    @Test
    void ofWhenSomethingIsMissingThenRefuses() {
        String key = encryption.toPublicJWK().toJSONString();
        refused("DEVICE", key, "");
        refused("OTHER", key, signer());
        refused("RECOVERY", key, "");
        refused("RECOVERY", key, ",\"wrapped\":\"" + encryption.toJSONString().replace('"', '\'') + "\"");
        assertThatThrownBy(() -> Registration.of("Patient/maya", "no JSON", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofWhenRecoveryThenKeepsWhatIsWrapped() {
        String wrapped = Letter.random(150) + "." + Letter.random(12);
        Device recovery = of("RECOVERY", encryption.toPublicJWK().toJSONString(), ",\"wrapped\":\"" + wrapped + "\"");

        assertThat(recovery.wrapped()).contains(wrapped);
        assertThat(recovery.signature()).isEmpty();
    }
}
