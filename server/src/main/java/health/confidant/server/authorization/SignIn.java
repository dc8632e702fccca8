package health.confidant.server.authorization;

import java.time.Clock;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * The password factor (45 CFR 164.312(d)).
 *
 * <p>Wrong password, unknown login, disabled account and too many tries have one answer. The result names the factor as an
 * authority, so that a second factor can be demanded where a code is issued. It carries no details, because it is stored
 * with the grant.
 */
final class SignIn implements AuthenticationProvider {
    static final String PASSWORD = "FACTOR_PASSWORD";
    /** Prefix of the authority that says when, in seconds since 1970: it lives as long as the sign-in does. */
    private static final String AT = "SIGNED_IN_AT_";

    private final Accounts accounts;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Clock clock;

    SignIn(Accounts accounts, Passwords passwords, SignInThrottle throttle, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.clock = clock;
    }

    /** When that person signed in, in seconds since 1970. */
    static Optional<Long> time(Authentication signedIn) {
        return signedIn.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority.startsWith(AT))
                .map(authority -> Long.valueOf(authority.substring(AT.length())))
                .findFirst();
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String login = Accounts.normal(attempt.getName());
        String address = attempt.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
        if (login.indexOf('\0') >= 0 || !throttle.admits(login, address)) {
            throw new BadCredentialsException("Refused");
        }
        Optional<Account> account = accounts.find(login);
        boolean right = passwords.matches(String.valueOf(attempt.getCredentials()), account.map(Account::passwordHash));
        if (!right || account.filter(known -> !known.disabled()).isEmpty()) {
            throw new BadCredentialsException("Refused");
        }
        throttle.succeeded(login, address);
        return UsernamePasswordAuthenticationToken.authenticated(
                login,
                null,
                AuthorityUtils.createAuthorityList(
                        PASSWORD, AT + clock.instant().getEpochSecond()));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
