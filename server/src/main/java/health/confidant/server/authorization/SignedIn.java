package health.confidant.server.authorization;

import health.confidant.access.Assurance;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A person whose sign-in is whole: every factor that the account needs is proved. Nobody else is authenticated here, so
 * that a half-finished sign-in opens nothing.
 *
 * @param session secret of the sign-in session
 * @param at when the last factor was proved
 * @param factors methods in the order of their use (RFC 8176): {@code pwd}, {@code otp}, {@code kba} for a recovery code,
 *     {@code hwk} for a passkey, {@code fed} for an outside provider
 */
record SignedIn(String login, String session, Instant at, List<String> factors) {
    static final String PASSWORD = "pwd";
    static final String CODE = "otp";
    static final String RECOVERY = "kba";
    static final String PASSKEY = "hwk";
    static final String OUTSIDE = "fed";
    static final String OUTSIDE_MULTI = "mfa";

    SignedIn {
        factors = List.copyOf(factors);
    }

    /** A passkey is two factors, because it wants the user verified. */
    Assurance.Level level() {
        return level(factors);
    }

    static Assurance.Level level(List<String> factors) {
        boolean two = factors.contains(PASSKEY) || factors.contains(OUTSIDE_MULTI) || factors.size() > 1;
        return two ? Assurance.Level.MULTI_FACTOR : Assurance.Level.PASSWORD;
    }

    /** In simple types, because it is stored with each grant. */
    Authentication authentication() {
        UsernamePasswordAuthenticationToken person = UsernamePasswordAuthenticationToken.authenticated(
                login, null, AuthorityUtils.createAuthorityList("SIGNED_IN"));
        Map<String, String> details = new HashMap<>();
        details.put("session", session);
        details.put("at", Long.toString(at.getEpochSecond()));
        details.put("factors", String.join(" ", factors));
        person.setDetails(details);
        return person;
    }

    static Optional<SignedIn> of(Authentication person) {
        if (person == null || !person.isAuthenticated() || !(person.getDetails() instanceof Map<?, ?> details)) {
            return Optional.empty();
        }
        Object session = details.get("session");
        Object at = details.get("at");
        Object factors = details.get("factors");
        return session == null || at == null || factors == null
                ? Optional.empty()
                : Optional.of(new SignedIn(
                        person.getName(),
                        session.toString(),
                        Instant.ofEpochSecond(Long.parseLong(at.toString())),
                        Arrays.asList(factors.toString().split(" "))));
    }

    /** Keeps the session out of any log. */
    @Override
    public String toString() {
        return "SignedIn";
    }
}
