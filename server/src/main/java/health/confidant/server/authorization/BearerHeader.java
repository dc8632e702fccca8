package health.confidant.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * The access token of the {@code Authorization} header, and of nowhere else (RFC 6750, 2.1). Spring's resolver matches the
 * token, a kilobyte, with a regular expression.
 */
final class BearerHeader implements BearerTokenResolver {
    private static final String SCHEME = "Bearer ";

    /** @throws OAuth2AuthenticationException where the header has the scheme, but no token that one could be */
    @Override
    public String resolve(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME.trim(), 0, SCHEME.length() - 1)) {
            return null;
        }
        int end = header.length();
        while (end > SCHEME.length() && header.charAt(end - 1) == '=') {
            end--;
        }
        boolean token = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && end > SCHEME.length()
                && b64token(header, SCHEME.length(), end);
        if (!token) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("Bearer token is malformed"));
        }
        return header.substring(SCHEME.length());
    }

    private static boolean b64token(String header, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!b64token(header.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean b64token(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~'
                || c == '+'
                || c == '/';
    }
}
