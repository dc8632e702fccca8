package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import health.confidant.server.authorization.TokenCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Backend services. */
final class BackendChecks implements Conformance.Group {
    private final Probe probe;

    BackendChecks(Probe probe) {
        this.probe = probe;
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        backend(checks);
        return checks;
    }

    private void backend(List<Check> checks) {
        Check.add(
                checks,
                Check.SMART,
                "Authorization request fails when client supplies invalid grant_type",
                () -> assertThat(probe.maya
                                .token(Map.of(
                                        "grant_type", "not_a_grant_type",
                                        "client_assertion_type",
                                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                        "client_assertion", "x.y.z"))
                                .statusCode())
                        .isIn(400, 401));
        Check.add(
                checks,
                Check.SMART,
                "Authorization request fails when supplied invalid client_assertion_type",
                () -> assertThat(probe.maya
                                .token(Map.of(
                                        "grant_type", "client_credentials",
                                        "client_assertion_type", "not_an_assertion_type",
                                        "client_assertion", "x.y.z"))
                                .statusCode())
                        .isEqualTo(400));
        Check.add(
                checks,
                Check.SMART,
                "Authorization request fails when client supplies invalid JWT token",
                () -> assertThat(probe.maya
                                .token(Map.of(
                                        "grant_type", "client_credentials",
                                        "scope", "system/*.rs",
                                        "client_assertion_type",
                                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                        "client_assertion", "x.y.z"))
                                .statusCode())
                        .isIn(400, 401));
        Check.add(checks, Check.SMART, "Authorization request succeeds when supplied correct information", () -> {
            String token = TokenCommand.clientCredentials(
                    probe.server.base(),
                    "northside-ehr",
                    JWK.parse(probe.server.credentials("northside-ehr").password()),
                    "system/*.rs");
            SignedJWT jwt = SignedJWT.parse(token);
            long life = jwt.getJWTClaimsSet().getExpirationTime().toInstant().getEpochSecond()
                    - jwt.getJWTClaimsSet().getIssueTime().toInstant().getEpochSecond();
            assertThat(life).isBetween(1L, 300L);
        });
    }
}
