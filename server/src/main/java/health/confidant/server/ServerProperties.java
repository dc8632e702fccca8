package health.confidant.server;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the server is reached.
 *
 * @param base public base URL without a trailing slash; links and tokens carry it, whatever Host a request names
 * @param demo whether the demo world is loaded into an empty database
 */
@ConfigurationProperties("confidant")
public record ServerProperties(@DefaultValue("http://127.0.0.1:8080") String base, @DefaultValue("true") boolean demo) {
    public String fhirBase() {
        return base + "/fhir";
    }
}
