package health.confidant.server.shred;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FreshSignInTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private final FreshSignIn fresh = new FreshSignIn(Clock.fixed(NOW, ZoneOffset.UTC));

    private boolean of(String header) {
        SystemRequestDetails request = new SystemRequestDetails();
        if (header != null) {
            request.addHeader("Authorization", header);
        }
        return fresh.of(request);
    }

    private static String signedIn(Instant at) throws JOSEException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().subject("novak");
        if (at != null) {
            claims.claim("auth_time", at.getEpochSecond());
        }
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        token.sign(new MACSigner(new byte[32]));
        return "Bearer " + token.serialize();
    }

    @Test
    void signInOfTheLastFiveMinutesIsFreshAndNoOther() throws JOSEException {
        assertThat(of(signedIn(NOW))).isTrue();
        assertThat(of(signedIn(NOW.minusSeconds(300)))).isTrue();
        assertThat(of(signedIn(NOW.minusSeconds(301)))).isFalse();
        assertThat(of(signedIn(NOW.plusSeconds(3600)))).isFalse();
    }

    @Test
    void tokenThatDoesNotSayIsOfLongAgo() throws JOSEException {
        assertThat(of(signedIn(null))).isFalse();
        assertThat(of("Bearer rubbish")).isFalse();
        assertThat(of("Basic eA==")).isFalse();
        assertThat(of(null)).isFalse();
    }
}
