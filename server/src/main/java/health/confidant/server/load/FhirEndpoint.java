package health.confidant.server.load;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import health.confidant.server.fhir.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/** The FHIR server that is loaded. A token is asked for anew after a minute, so that tokens may be short. */
final class FhirEndpoint {
    /** The server's limits for a source system's transaction. */
    static final int MAX_ENTRIES = Limits.LOADER_ENTRIES;

    static final int MAX_BYTES = Limits.LOADER_BODY_BYTES;

    /** Identifiers of one search: below the server's limit of alternatives, and a URL of a few kilobytes. */
    static final int IDENTIFIERS = 40;

    private static final String FHIR_JSON = "application/fhir+json";
    private static final long TOKEN_LIFE = Duration.ofMinutes(1).toNanos();

    private final FhirContext r4 = FhirContext.forR4Cached();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI base;
    private final Supplier<String> token;
    private String kept;
    private long keptSince;

    FhirEndpoint(URI base, Supplier<String> token) {
        this.base = base;
        this.token = token;
    }

    /** {@code Type/id} of the one resource with this identifier, if the caller may see one. */
    Optional<String> find(String type, String identifier) {
        return Optional.ofNullable(find(type, Set.of(identifier)).get(identifier));
    }

    /**
     * {@code Type/id} by identifier ({@code system|value}) of those resources that the caller may see; a search for
     * each {@value #IDENTIFIERS} identifiers.
     */
    Map<String, String> find(String type, Collection<String> identifiers) {
        Map<String, String> found = new HashMap<>();
        List<String> wanted = identifiers.stream().distinct().toList();
        for (int from = 0; from < wanted.size(); from += IDENTIFIERS) {
            find(type, wanted.subList(from, Math.min(from + IDENTIFIERS, wanted.size())), found);
        }
        return found;
    }

    private void find(String type, List<String> wanted, Map<String, String> found) {
        String tokens = wanted.stream()
                .map(FhirEndpoint::escaped)
                .collect(Collectors.joining(",", "identifier=", "&_count=100"));
        for (Bundle.BundleEntryComponent entry : get(type + "?" + tokens).getEntry()) {
            Resource resource = entry.getResource();
            if (resource == null || !resource.fhirType().equals(type)) {
                continue;
            }
            for (Base value : resource.getNamedProperty("identifier").getValues()) {
                String identifier = ((Identifier) value).getSystem() + "|" + ((Identifier) value).getValue();
                String id = type + "/" + resource.getIdElement().getIdPart();
                String other = wanted.contains(identifier) ? found.put(identifier, id) : null;
                if (other != null && !other.equals(id)) {
                    throw new LoadException("More than one " + type + " has the identifier " + identifier + ".");
                }
            }
        }
    }

    /** In a token, FHIR takes a comma for "or" and has a backslash before one that is not (R4, 3.1.1.4.0). */
    private static String escaped(String identifier) {
        return URLEncoder.encode(identifier.replaceAll("([\\\\,$])", "\\\\$1"), StandardCharsets.UTF_8);
    }

    /** The Bundle that a search or an operation answers with. */
    Bundle get(String query) {
        return bundle(send(request("/" + query).GET().build(), 200));
    }

    /** The page after this one, if there is one. */
    Optional<Bundle> next(Bundle page) {
        return Optional.ofNullable(page.getLink(Bundle.LINK_NEXT)).map(link -> {
            if (!link.getUrl().startsWith(base.toString())) {
                throw new LoadException("A page link leads away from " + base + ".");
            }
            return bundle(send(
                    request(link.getUrl().substring(base.toString().length()))
                            .GET()
                            .build(),
                    200));
        });
    }

    /** Posts the transaction: all of it is stored, or this throws and none of it is. */
    void post(Bundle transaction) {
        byte[] body = r4.newJsonParser().encodeResourceToString(transaction).getBytes(StandardCharsets.UTF_8);
        if (transaction.getEntry().size() > MAX_ENTRIES || body.length > MAX_BYTES) {
            throw new LoadException("%d entries in %d bytes are more than one transaction may have (%d in %d)."
                    .formatted(transaction.getEntry().size(), body.length, MAX_ENTRIES, MAX_BYTES));
        }
        send(
                request("")
                        .header("Content-Type", FHIR_JSON)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                200);
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create(base + query))
                .timeout(Duration.ofMinutes(30))
                .header("Accept", FHIR_JSON)
                .header("Authorization", "Bearer " + fresh());
    }

    private String fresh() {
        if (kept == null || System.nanoTime() - keptSince > TOKEN_LIFE) {
            kept = token.get();
            keptSince = System.nanoTime();
        }
        return kept;
    }

    private String send(HttpRequest request, int expected) {
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new LoadException(base + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("Interrupted.", e);
        }
        if (response.statusCode() != expected) {
            throw new LoadException("HTTP " + response.statusCode() + reason(response.body()));
        }
        return response.body();
    }

    private Bundle bundle(String body) {
        try {
            return r4.newJsonParser().parseResource(Bundle.class, body);
        } catch (DataFormatException e) {
            throw new LoadException("The server's answer is not a FHIR Bundle.", e);
        }
    }

    private String reason(String body) {
        try {
            IBaseResource resource = r4.newJsonParser().parseResource(body);
            if (resource instanceof OperationOutcome outcome) {
                return ": " + outcome.getIssueFirstRep().getDiagnostics();
            }
        } catch (DataFormatException e) {
            return "";
        }
        return "";
    }
}
