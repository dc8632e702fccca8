package health.confidant.server.authorization;

import java.time.Duration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Headers of every answer, beside the framework's own (nosniff, no-store, no framing).
 *
 * <p>HSTS (RFC 6797) is sent whenever the public address is https, also behind a proxy that ends TLS. The policy has no
 * {@code form-action}: browsers apply it to redirects too and would stop the sign-in form on its way to the app.
 */
final class SecurityHeaders {
    private static final Duration TWO_YEARS = Duration.ofDays(730);
    private static final String NOTHING = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final boolean https;

    SecurityHeaders(AuthorizationProperties properties) {
        this.https = properties.https();
    }

    void apply(HeadersConfigurer<HttpSecurity> headers) {
        apply(headers, NOTHING);
    }

    /** For pages: our one stylesheet, our one script and what it asks us. */
    void applyToPages(HeadersConfigurer<HttpSecurity> headers) {
        apply(headers, NOTHING + "; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'");
    }

    private void apply(HeadersConfigurer<HttpSecurity> headers, String content) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(content))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
        if (https) {
            headers.httpStrictTransportSecurity(hsts -> hsts.requestMatcher(AnyRequestMatcher.INSTANCE)
                    .maxAgeInSeconds(TWO_YEARS.toSeconds())
                    .includeSubDomains(true));
        } else {
            headers.httpStrictTransportSecurity(hsts -> hsts.disable());
        }
    }
}
