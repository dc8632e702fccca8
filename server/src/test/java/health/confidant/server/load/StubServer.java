package health.confidant.server.load;

import ca.uhn.fhir.context.FhirContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/** Stores transactions, or refuses them whole, and answers searches by identifier. */
final class StubServer implements AutoCloseable {
    final List<Bundle> posted = new ArrayList<>();
    final List<String> searches = new ArrayList<>();
    final List<String> tokens = new ArrayList<>();
    Predicate<Bundle> refuses = bundle -> false;
    /** Runs after each search with its text, such as a transaction of somebody else that is committed meanwhile. */
    Consumer<String> afterSearch = search -> {};

    private final FhirContext r4 = FhirContext.forR4Cached();
    private final HttpServer http;

    StubServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/fhir", this::answer);
        http.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/fhir");
    }

    List<String> types() {
        return posted.stream()
                .flatMap(bundle -> bundle.getEntry().stream())
                .map(entry -> entry.getResource().fhirType())
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean post = exchange.getRequestMethod().equals("POST");
        Bundle body = post
                ? r4.newJsonParser()
                        .parseResource(
                                Bundle.class,
                                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                : null;
        boolean refused = post && refuses.test(body);
        Resource result = refused ? refusal() : post ? stored(body) : found(exchange.getRequestURI());
        byte[] bytes = r4.newJsonParser().encodeResourceToString(result).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refused ? 422 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static OperationOutcome refusal() {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setDiagnostics("refused by the stub");
        return outcome;
    }

    private Bundle stored(Bundle transaction) {
        posted.add(transaction);
        return new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
    }

    private Bundle found(URI uri) {
        String search = URLDecoder.decode(uri.toString().replaceFirst("^/fhir/", ""), StandardCharsets.UTF_8);
        searches.add(search);
        String type = uri.getPath().replaceFirst("^/fhir/", "");
        List<String> wanted = Arrays.stream(
                        search.replaceAll(".*[?&]identifier=([^&]*).*", "$1").split("(?<!\\\\),"))
                .map(token -> token.replace("\\,", ","))
                .toList();
        Bundle result = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        posted.stream()
                .flatMap(bundle -> bundle.getEntry().stream())
                .map(entry -> (DomainResource) entry.getResource())
                .filter(resource -> resource.fhirType().equals(type)
                        && identifiers(resource).stream().anyMatch(wanted::contains))
                .forEach(resource -> result.addEntry()
                        .setResource(resource.copy()
                                .setId("server-" + identifiers(resource).get(0).hashCode())));
        afterSearch.accept(search);
        return result;
    }

    private static List<String> identifiers(DomainResource resource) {
        Property identifier = resource.getNamedProperty("identifier");
        return identifier == null
                ? List.of()
                : identifier.getValues().stream()
                        .map(Identifier.class::cast)
                        .map(each -> each.getSystem() + "|" + each.getValue())
                        .toList();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
