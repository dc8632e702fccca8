package health.confidant.server.authorization;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How people sign in.
 *
 * @param breachedPasswords the file of Have I Been Pwned (SHA-1, sorted by hash); none if not set
 * @param outside an OpenID provider that may vouch for people instead of a password; none if not set
 */
@ConfigurationProperties("confidant.sign-in")
public record SignInProperties(Path breachedPasswords, Outside outside) {
    /**
     * An outside OpenID provider. It says who somebody is; the roles stay ours.
     *
     * @param name for the button
     * @param issuer its issuer, where discovery is
     * @param clientId ours, registered there with {@code [base]/login/outside/callback}
     * @param loginClaim the claim of its id token that is a login here
     * @param only whether passwords of ours are refused
     */
    public record Outside(
            String name, URI issuer, String clientId, String clientSecret, String loginClaim, boolean only) {
        public Outside {
            if (name == null || issuer == null || clientId == null || clientSecret == null || loginClaim == null) {
                throw new IllegalArgumentException(
                        "confidant.sign-in.outside needs name, issuer, client-id, client-secret and login-claim");
            }
        }
    }

    Optional<Path> breached() {
        return Optional.ofNullable(breachedPasswords);
    }

    Optional<Outside> provider() {
        return Optional.ofNullable(outside);
    }
}
