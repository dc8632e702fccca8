package health.confidant.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OneTimePasswordsTest {
    /** RFC 6238, appendix B, whose codes have eight digits; ours are their last six. */
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @Test
    void codesAreThoseOfTheStandard() {
        assertThat(OneTimePasswords.code(SECRET, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(OneTimePasswords.code(SECRET, Instant.ofEpochSecond(1_111_111_109)))
                .isEqualTo("081804");
        assertThat(OneTimePasswords.code(SECRET, Instant.ofEpochSecond(20_000_000_000L)))
                .isEqualTo("353130");
    }

    @Test
    void anAuthenticatorAppUnderstandsTheUri() {
        assertThat(OneTimePasswords.uri("kim", "ABC"))
                .isEqualTo("otpauth://totp/Confidant%3Akim?secret=ABC&issuer=Confidant");
    }
}
