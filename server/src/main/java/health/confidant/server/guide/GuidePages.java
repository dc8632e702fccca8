package health.confidant.server.guide;

import ca.uhn.fhir.context.FhirContext;
import health.confidant.ig.Guide;
import health.confidant.server.ServerProperties;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers {@code GET /ig/...} with a file of the site, or with what is made from the server's surface. */
final class GuidePages {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}");
    private static final Map<String, MediaType> TYPES = Map.of(
            "html",
            new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8),
            "css",
            new MediaType("text", "css", StandardCharsets.UTF_8),
            "svg",
            MediaType.valueOf("image/svg+xml"),
            "json",
            MediaType.APPLICATION_JSON,
            "http",
            new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8),
            "tgz",
            MediaType.valueOf("application/gzip"));

    private final BoundSurface surface;
    private final FhirContext fhir;
    private final ServerProperties properties;

    GuidePages(BoundSurface surface, FhirContext fhir, ServerProperties properties) {
        this.surface = surface;
        this.fhir = fhir;
        this.properties = properties;
    }

    ServerResponse index(ServerRequest request) {
        return ServerResponse.permanentRedirect(URI.create("/ig/index.html")).build();
    }

    ServerResponse page(ServerRequest request) {
        String name = request.pathVariable("file");
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (!NAME.matcher(name).matches() || !TYPES.containsKey(ending)) {
            return ServerResponse.notFound().build();
        }
        Optional<byte[]> body = made(name).or(() -> stored(name));
        return body.map(bytes -> ServerResponse.ok()
                        .contentType(TYPES.get(ending))
                        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                        .body(bytes))
                .orElseGet(() -> ServerResponse.notFound().build());
    }

    private Optional<byte[]> made(String name) {
        if (name.equals("openapi.json")) {
            return Optional.of(bytes(OpenApi.json(surface.read(), properties.fhirBase())));
        }
        return Arrays.stream(Audience.values())
                .filter(audience ->
                        name.equals("CapabilityStatement-" + audience.name().toLowerCase(Locale.ROOT) + ".json"))
                .findFirst()
                .map(audience -> bytes(Statements.json(audience, surface.read(), fhir)));
    }

    private static Optional<byte[]> stored(String name) {
        return Guide.page(name).map(in -> {
            try (InputStream open = in) {
                return open.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
