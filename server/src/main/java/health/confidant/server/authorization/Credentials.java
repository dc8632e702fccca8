package health.confidant.server.authorization;

import java.util.Optional;

/**
 * What a person types to sign in.
 *
 * @param codes the secret of the person's authenticator app in base32, if there is one
 */
public record Credentials(String login, String password, Optional<String> codes) {
    /** Keeps the secrets out of any log. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
