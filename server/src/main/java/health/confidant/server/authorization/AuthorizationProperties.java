package health.confidant.server.authorization;

import health.confidant.access.Track;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the server is reached and where it keeps its signing key.
 *
 * @param base the public base URL without a trailing slash: issuer of every token (RFC 8414, section 2)
 * @param keys a directory that only the server's user can read
 */
@ConfigurationProperties("confidant")
public record AuthorizationProperties(URI base, Path keys) {
    public AuthorizationProperties {
        if (base == null
                || base.getHost() == null
                || !("https".equals(base.getScheme()) || "http".equals(base.getScheme()))) {
            throw new IllegalArgumentException("confidant.base must be an absolute http(s) URL");
        }
        if (base.getRawQuery() != null
                || base.getRawFragment() != null
                || base.toString().endsWith("/")) {
            throw new IllegalArgumentException("confidant.base must have no query, no fragment and no trailing slash");
        }
        if (keys == null) {
            throw new IllegalArgumentException("confidant.keys must name a directory");
        }
    }

    public String issuer() {
        return base.toString();
    }

    /** The audience of access tokens, and the {@code aud} that SMART clients send. */
    public String fhirBase() {
        return base + "/fhir";
    }

    /** The audience of a client's access tokens: a portal's differs, so that none opens the other (source document). */
    String audience(Optional<Track> portal) {
        return portal.map(track -> base + "/portal/" + track.code()).orElse(fhirBase());
    }

    /** Each audience, alone. */
    Set<List<String>> audiences() {
        return Stream.concat(
                        Stream.of(Optional.<Track>empty()),
                        Stream.of(Track.values()).map(Optional::of))
                .map(portal -> List.of(audience(portal)))
                .collect(Collectors.toSet());
    }

    public String tokenEndpoint() {
        return base + "/oauth2/token";
    }

    public boolean https() {
        return "https".equals(base.getScheme());
    }
}
