package health.confidant.server.authorization;

import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
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

    private final Accounts accounts;
    private final Passwords passwords;
    private final SignInThrottle throttle;

    SignIn(Accounts accounts, Passwords passwords, SignInThrottle throttle) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
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
                login, null, AuthorityUtils.createAuthorityList(PASSWORD));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
