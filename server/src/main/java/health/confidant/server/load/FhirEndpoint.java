package health.confidant.server.load;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;

/** The FHIR server that is loaded. Every request carries a token that is asked for anew, so that tokens may be short. */
final class FhirEndpoint {
    /** The server's limits for a system client's transaction. */
    static final int MAX_ENTRIES = 10_000;

    static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final String FHIR_JSON = "application/fhir+json";

    private final FhirContext r4 = FhirContext.forR4Cached();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI base;
    private final Supplier<String> token;

    FhirEndpoint(URI base, Supplier<String> token) {
        this.base = base;
        this.token = token;
    }

    /** {@code Type/id} of the one resource with this identifier, if the caller may see one. */
    Optional<String> find(String type, String identifier) {
        String query = type + "?identifier=" + URLEncoder.encode(identifier, StandardCharsets.UTF_8) + "&_count=2";
        List<String> found = bundle(send(request(query).GET().build(), 200)).getEntry().stream()
                .filter(entry -> entry.getResource() != null
                        && entry.getResource().fhirType().equals(type))
                .map(entry -> type + "/" + entry.getResource().getIdElement().getIdPart())
                .toList();
        if (found.size() > 1) {
            throw new LoadException("More than one " + type + " has the identifier " + identifier + ".");
        }
        return found.stream().findFirst();
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
        return HttpRequest.newBuilder(URI.create(base + (query.isEmpty() ? "" : "/" + query)))
                .timeout(Duration.ofMinutes(10))
                .header("Accept", FHIR_JSON)
                .header("Authorization", "Bearer " + token.get());
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
