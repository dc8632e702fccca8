package health.confidant.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.fhir.profile.ProfileValidator;
import health.confidant.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class GuideIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)");
    private static final List<String> AUDIENCES = List.of("ehr", "app", "payer");

    private final TestServer server = TestServer.shared();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyPageThatTheGuideLinksToIsThere() {
        Deque<URI> queue = new ArrayDeque<>(List.of(server.base().resolve("/ig/index.html")));
        Set<URI> seen = new HashSet<>(queue);
        List<String> broken = new ArrayList<>();
        while (!queue.isEmpty()) {
            URI page = queue.remove();
            HttpResponse<String> answer = get(page);
            if (answer.statusCode() != 200) {
                broken.add(page + " " + answer.statusCode());
            }
            Matcher link = LINK.matcher(page.getPath().endsWith(".html") ? answer.body() : "");
            while (link.find()) {
                URI target = page.resolve(link.group(1));
                if (seen.add(target)) {
                    queue.add(target);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(seen).hasSizeGreaterThan(80);
    }

    @Test
    void pagesArePublicRunNothingAndKeepNothing() {
        HttpResponse<String> page = get(server.base().resolve("/ig/consent.html"));
        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                .contains("default-src 'none'", "form-action 'none'", "frame-ancestors 'none'")
                .doesNotContain("script-src", "unsafe", "*", "http"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(page.body()).doesNotContain("<script", "javascript:", " style=");
        assertThat(get(server.base().resolve("/ig")).statusCode()).isEqualTo(308);
    }

    @Test
    void onlyFilesOfTheGuideAreServed() {
        for (String path : List.of(
                "/ig/none.html",
                "/ig/World.class",
                "/ig/cast.json",
                "/ig/.hidden",
                "/ig/site/index.html",
                "/ig/..%2Fworld%2Fcast.json",
                "/ig/%2e%2e/world/cast.json")) {
            assertThat(get(URI.create(server.base() + path)).statusCode())
                    .as(path)
                    .isIn(400, 404);
        }
        HttpRequest post = HttpRequest.newBuilder(server.base().resolve("/ig/index.html"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(send(post).statusCode()).isGreaterThanOrEqualTo(400);
    }

    /** One surface, told three ways: what is bound, the CapabilityStatement and the OpenAPI document. */
    @Test
    void theCapabilityStatementAndTheOpenApiDocumentSayTheSame() {
        Set<String> capabilities = new TreeSet<>();
        Set<String> parameters = new TreeSet<>();
        for (JsonNode resource : json("/fhir/metadata").at("/rest/0/resource")) {
            String type = resource.path("type").asText();
            resource.path("interaction")
                    .forEach(each -> capabilities.add(each.path("code").asText() + "." + type));
            resource.path("operation")
                    .forEach(each -> capabilities.add(
                            "operation." + type + "." + each.path("name").asText()));
            resource.path("searchParam")
                    .forEach(each ->
                            parameters.add(type + "?" + each.path("name").asText()));
        }
        Set<String> documented = new TreeSet<>();
        Set<String> queried = new TreeSet<>();
        json("/ig/openapi.json")
                .path("paths")
                .forEach(path -> path.forEach(operation -> {
                    String id = operation.path("operationId").asText();
                    if (!Set.of("capabilities", "transaction").contains(id) && !id.startsWith("search-type-post")) {
                        documented.add(id);
                    }
                    operation.path("parameters").forEach(parameter -> {
                        if (parameter.path("in").asText().equals("query")) {
                            queried.add(id.substring("search-type.".length()) + "?"
                                    + parameter.path("name").asText());
                        }
                    });
                }));
        assertThat(documented).isEqualTo(capabilities);
        assertThat(queried).isEqualTo(parameters);
    }

    @Test
    void eachAudienceIsPromisedWhatTheServerBindsAndNoMore() {
        Set<String> whole = promised(json("/fhir/metadata"));
        Set<String> ehr = promised(json("/ig/CapabilityStatement-ehr.json"));
        Set<String> app = promised(json("/ig/CapabilityStatement-app.json"));
        Set<String> payer = promised(json("/ig/CapabilityStatement-payer.json"));
        assertThat(whole).containsAll(ehr).containsAll(app).containsAll(payer);
        assertThat(ehr).contains("Condition create", "Condition search-type", "Patient everything");
        assertThat(app).contains("Consent create", "Observation read").doesNotContain("Observation create");
        assertThat(payer).contains("Claim search-type").doesNotContain("Observation read", "Claim create");
    }

    @Test
    void everyOperationIsDefinedInTheGuide() {
        Set<String> missing = new TreeSet<>();
        for (JsonNode resource : json("/ig/CapabilityStatement-ehr.json").at("/rest/0/resource")) {
            resource.path("operation").forEach(operation -> {
                String definition = operation.path("definition").asText();
                String page = "/ig/OperationDefinition-" + definition.substring(definition.lastIndexOf('/') + 1);
                if (get(server.base().resolve(page + ".html")).statusCode() != 200) {
                    missing.add(definition);
                }
            });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void eachAudiencesStatementIsValidR4() {
        FhirContext fhir = FhirContext.forR4Cached();
        for (String audience : AUDIENCES) {
            String text = get(server.base().resolve("/ig/CapabilityStatement-" + audience + ".json"))
                    .body();
            Resource statement = (Resource) fhir.newJsonParser().parseResource(text);
            assertThat(server.bean(ProfileValidator.class).faults(statement))
                    .as(audience)
                    .isEmpty();
        }
    }

    private static Set<String> promised(JsonNode statement) {
        Set<String> promised = new TreeSet<>();
        for (JsonNode resource : statement.at("/rest/0/resource")) {
            String type = resource.path("type").asText();
            resource.path("interaction")
                    .forEach(each -> promised.add(type + " " + each.path("code").asText()));
            resource.path("operation")
                    .forEach(each -> promised.add(type + " " + each.path("name").asText()));
            resource.path("searchParam")
                    .forEach(each -> promised.add(type + "?" + each.path("name").asText()));
        }
        return promised;
    }

    private JsonNode json(String path) {
        try {
            return JSON.readTree(get(server.base().resolve(path)).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(URI uri) {
        return send(HttpRequest.newBuilder(uri).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
