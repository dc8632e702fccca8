package health.confidant.server.authorization;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.servlet.server.Session;
import org.springframework.core.Ordered;

/**
 * The cookie of the sign-in session (RFC 6265bis): out of reach of scripts, for this host and https alone. {@code Lax},
 * because an app sends its user here by a link from another site.
 */
final class SessionCookie implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory>, Ordered {
    private static final Duration IDLE = Duration.ofMinutes(15);

    private final boolean https;

    SessionCookie(AuthorizationProperties properties) {
        this.https = properties.https();
    }

    @Override
    public void customize(ConfigurableServletWebServerFactory factory) {
        Session session = new Session();
        session.setTimeout(IDLE);
        session.setTrackingModes(Set.of(Session.SessionTrackingMode.COOKIE));
        session.getCookie().setName(https ? "__Host-confidant" : "confidant");
        session.getCookie().setPath("/");
        session.getCookie().setHttpOnly(true);
        session.getCookie().setSecure(https);
        session.getCookie().setSameSite(SameSite.LAX);
        factory.setSession(session);
    }

    /** After Spring Boot's own, which reads properties. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
