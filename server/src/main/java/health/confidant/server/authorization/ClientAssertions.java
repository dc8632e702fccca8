package health.confidant.server.authorization;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Checks the signature of a client's assertion with the keys that the operator registered, or that lie at the URL that
 * the operator registered.
 *
 * <p>RS384 and ES384 alone (SMART App Launch 2.2, asymmetric authentication). Key material or URLs in the header are
 * ignored, so that no assertion chooses what the server fetches. The framework's own factory knows neither two
 * algorithms, nor registered keys, nor replays.
 */
final class ClientAssertions implements JwtDecoderFactory<RegisteredClient> {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384);

    private final Clients clients;
    private final RemoteKeys remote;
    private final AssertionRules rules;

    ClientAssertions(Clients clients, RemoteKeys remote, AssertionRules rules) {
        this.clients = clients;
        this.remote = remote;
        this.rules = rules;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient registered) {
        Client client = clients.find(registered.getClientId())
                .filter(known -> known.kind().signs())
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(client)));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(jwt -> rules.check(registered.getClientId(), jwt));
        return decoder;
    }

    private JWKSource<SecurityContext> keys(Client client) {
        if (client.jwks().isPresent()) {
            return new ImmutableJWKSet<>(ClientRules.keys(client.jwks().get()));
        }
        URI uri = client.more().jwksUri().orElseThrow();
        return (selector, context) -> {
            Set<String> ids = selector.getMatcher().getKeyIDs();
            String id = ids == null ? "" : ids.stream().findFirst().orElse("");
            try {
                return selector.select(remote.at(uri, id));
            } catch (IllegalArgumentException e) {
                throw new KeySourceException("The client's keys are not there");
            }
        };
    }
}
