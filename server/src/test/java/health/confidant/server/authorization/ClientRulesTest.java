package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientRulesTest {
    @Test
    void redirectsGoToHttpsOrTheMachineItselfAndNowhereElse() {
        for (String redirect : List.of(
                "http://app.example/cb",
                "https://*.app.example/cb",
                "https://app.example/cb#x",
                "/cb",
                "javascript:x")) {
            assertThatThrownBy(() -> app(redirect, "openid")).as(redirect).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatCode(() -> app("http://localhost:3000/cb", "openid")).doesNotThrowAnyException();
        assertThatCode(() -> app("org.example.app:/cb", "openid")).doesNotThrowAnyException();
    }

    @Test
    void anAppHasNoSystemScopeAndNoScopeThatNobodyKnows() {
        for (String scope : List.of("system/*.rs", "admin", "patient/Observation.sr")) {
            assertThatThrownBy(() -> app("https://app.example/cb", scope)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aBackendHasStrongPublicKeysWithKeyIdsAndSystemScopes() throws Exception {
        JWK good = new ECKeyGenerator(Curve.P_384).keyID("a").generate();
        assertThatCode(() -> backend(good.toPublicJWK(), "system/*.rs")).doesNotThrowAnyException();
        assertThatThrownBy(() -> backend(good.toPublicJWK(), "user/*.rs")).isInstanceOf(IllegalArgumentException.class);
        JWK nameless = new ECKeyGenerator(Curve.P_384).generate().toPublicJWK();
        assertThatThrownBy(() -> backend(nameless, "system/*.rs")).isInstanceOf(IllegalArgumentException.class);
        JWK weak = new ECKeyGenerator(Curve.P_256).keyID("a").generate().toPublicJWK();
        assertThatThrownBy(() -> backend(weak, "system/*.rs")).isInstanceOf(IllegalArgumentException.class);
        String secret = new JWKSet(good).toString(false);
        assertThatThrownBy(() -> backend(secret, "system/*.rs")).hasMessageContaining("private");
    }

    /** An app acts for a person, whose purpose it has. */
    @Test
    void aSystemAloneAssertsPurposes() {
        Client.More more = new Client.More(
                Optional.empty(), Optional.empty(), Optional.empty(), Set.of(Purpose.TREAT), false, false);
        assertThatThrownBy(() -> Client.external(
                        Client.Kind.PUBLIC,
                        "app",
                        "App",
                        Set.of("https://app.example/cb"),
                        Set.of("patient/*.rs"),
                        Purpose.PATRQT,
                        Optional.empty(),
                        more))
                .hasMessageContaining("asserts purposes");
    }

    private static Client app(String redirect, String scope) {
        return Client.app("app", "App", redirect, Set.of(scope), Optional.empty(), Purpose.PATRQT);
    }

    private static Client backend(JWK key, String scope) {
        return backend(new JWKSet(key).toString(), scope);
    }

    private static Client backend(String keys, String scope) {
        return Client.backend("b", "B", Set.of(scope), keys, "Organization/b", Set.of(Role.EHR), Purpose.TREAT);
    }
}
