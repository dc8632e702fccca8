package health.confidant.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.ResourceBinding;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;
import com.fasterxml.jackson.databind.JsonNode;
import health.confidant.enforcement.Surface;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.demo.Cast;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** What the server can do at all: what is bound, and what it says of itself, is one list. */
class SurfaceIT {
    /** As HAPI names its methods; the one for VREAD reads the current version too. */
    private static final Set<String> STORED_INTERACTIONS =
            Set.of("VREAD", "HISTORY_INSTANCE", "SEARCH_TYPE", "CREATE", "UPDATE", "PATCH", "DELETE");

    private final TestServer server = TestServer.shared();

    private FhirServlet servlet() {
        return (FhirServlet)
                WebApplicationContextUtils.getRequiredWebApplicationContext(server.bean(ServletContext.class))
                        .getBean("fhirServlet", ServletRegistrationBean.class)
                        .getServlet();
    }

    /** HAPI's code for what is not offered, and Spring's for it, is no part of a start. */
    @Test
    void whatIsNotOfferedIsNotMade() {
        BeanFactory beans = WebApplicationContextUtils.getRequiredWebApplicationContext(
                        server.bean(ServletContext.class))
                .getAutowireCapableBeanFactory();
        assertThat(beans.containsBean("IMdmLinkJpaRepository")).isTrue();
        assertThat(((SingletonBeanRegistry) beans).getSingletonNames())
                .contains("myObservationRpR4")
                .doesNotContain("IMdmLinkJpaRepository", "ITermConceptMapDao");
        assertThat(beans.containsBean("myMolecularSequenceRpR4")).isFalse();
    }

    private static Set<String> stored() {
        Set<String> types = new TreeSet<>(Surface.STORED);
        types.add("AuditEvent");
        return types;
    }

    @Test
    void boundIsExactlyTheList() {
        Set<String> types = new TreeSet<>();
        for (ResourceBinding resource : servlet().getResourceBindings()) {
            if (resource.getMethodBindings().isEmpty()) {
                continue;
            }
            types.add(resource.getResourceName());
            Set<String> interactions = new TreeSet<>();
            for (BaseMethodBinding method : resource.getMethodBindings()) {
                interactions.add(
                        method instanceof OperationMethodBinding operation
                                ? operation.getName()
                                : method.getRestOperationType().name());
            }
            Set<String> expected = new TreeSet<>(STORED_INTERACTIONS);
            if (resource.getResourceName().equals("AuditEvent")) {
                expected = new TreeSet<>(Set.of("READ", "SEARCH_TYPE"));
            }
            for (String name : operations(resource.getResourceName())) {
                expected.add("$" + name);
            }
            assertThat(interactions).as(resource.getResourceName()).isEqualTo(expected);
        }
        assertThat(types).isEqualTo(stored());
        assertThat(servlet().getServerBindings().stream()
                        .map(binding -> binding instanceof OperationMethodBinding operation
                                ? operation.getName()
                                : binding.getRestOperationType().name()))
                .containsOnly("GET_PAGE", "TRANSACTION");
    }

    @Test
    void capabilityStatementSaysExactlyThat() {
        JsonNode statement = new Door(server, null).get("/metadata").json();
        assertThat(statement.path("rest")).hasSize(1);
        JsonNode rest = statement.path("rest").path(0);
        Set<String> types = new TreeSet<>();
        for (JsonNode resource : rest.path("resource")) {
            String type = resource.path("type").asText();
            boolean infrastructure = type.equals("OperationDefinition");
            assertThat(infrastructure).as(type).isFalse();
            types.add(type);
            assertThat(values(resource.path("interaction"), "code"))
                    .as(type)
                    .isEqualTo(
                            type.equals("AuditEvent")
                                    ? new TreeSet<>(Set.of("read", "search-type"))
                                    : new TreeSet<>(Set.of(
                                            "read",
                                            "vread",
                                            "history-instance",
                                            "search-type",
                                            "create",
                                            "update",
                                            "patch",
                                            "delete")));
            assertThat(values(resource.path("operation"), "name")).as(type).isEqualTo(described(type));
            assertThat(values(resource.path("searchParam"), "name"))
                    .as(type)
                    .doesNotContainAnyElementsOf(Surface.REFUSED_PARAMETERS);
            for (JsonNode include : resource.path("searchInclude")) {
                assertThat(include.asText()).as(type).doesNotContain("*");
            }
            for (String conditional : List.of("conditionalCreate", "conditionalUpdate", "updateCreate")) {
                assertThat(resource.path(conditional).asBoolean()).as(type).isFalse();
            }
        }
        assertThat(types).isEqualTo(stored());
        assertThat(values(rest.path("interaction"), "code")).containsExactlyInAnyOrder("transaction", "batch");
        assertThat(values(rest.path("operation"), "name")).isEmpty();
        assertThat(values(rest.path("searchParam"), "name")).doesNotContainAnyElementsOf(Surface.REFUSED_PARAMETERS);
        assertThat(statement.path("format").toString()).doesNotContain("xml");
    }

    /** Each parameter that the statement names is one that a search takes. */
    @Test
    void everyNamedSearchParameterIsOffered() {
        Door kim = Door.of(server, "kim");
        JsonNode rest =
                new Door(server, null).get("/metadata").json().path("rest").path(0);
        List<String> refused = new ArrayList<>();
        for (JsonNode resource : rest.path("resource")) {
            for (JsonNode parameter : resource.path("searchParam")) {
                String name = parameter.path("name").asText();
                String value =
                        switch (parameter.path("type").asText()) {
                            case "date" -> "2020";
                            case "number", "quantity" -> "1";
                            case "reference" -> "Patient/x";
                            case "uri" -> "urn:x";
                            default -> "x";
                        };
                if (name.startsWith("_") || parameter.path("type").asText().matches("composite|special")) {
                    continue;
                }
                String type = resource.path("type").asText();
                Answer answer = kim.get("/" + type + "?_summary=count&" + name + "=" + value);
                if (answer.diagnostics().startsWith("SEARCH-001") || answer.status() >= 500) {
                    refused.add(type + "?" + name + " " + answer.status());
                }
            }
        }
        assertThat(refused).isEmpty();
    }

    @Test
    void noOperationOfHapiIsBoundForAnyRole() {
        List<String> names = List.of(
                "expunge",
                "reindex",
                "reindex-dryrun",
                "mark-all-resources-for-reindexing",
                "perform-reindexing-pass",
                "get-resource-counts",
                "snapshot",
                "upload-external-code-system",
                "apply-codesystem-delta-add",
                "apply-codesystem-delta-remove",
                "trigger-subscription",
                "install",
                "meta",
                "meta-add",
                "meta-delete",
                "validate",
                "graphql",
                "export-poll-status",
                "import",
                "diff",
                "document",
                "lastn",
                "binary-access-read",
                "binary-access-write",
                "match",
                "member-match",
                "merge",
                "hapi.fhir.replace-references",
                "hapi.fhir.undo-replace-references",
                "hapi.fhir.merge",
                "hapi.fhir.undo-merge",
                "process-message",
                "expand",
                "lookup",
                "translate",
                "validate-code",
                "subsumes",
                "invalidate-expansion",
                "partition-management-create-partition",
                "partition-management-read-partition",
                "partition-management-list-partitions",
                "delete-expunge",
                "bulk-patch",
                "mdm-clear",
                "questions",
                "closure",
                "stats",
                "convert");
        List<String> levels = List.of("/", "/Patient/", "/" + Door.id("Patient/maya") + "/", "/Condition/");
        List<String> wrong = new ArrayList<>();
        for (String login : members()) {
            Door door = Door.of(server, login);
            for (String name : names) {
                for (String level : levels) {
                    Answer get = door.get(level + "$" + name);
                    Answer post = door.send("POST", level + "$" + name, "{\"resourceType\":\"Parameters\"}");
                    Stream.of(get, post)
                            .filter(answer -> answer.status() != 400 && answer.status() != 404)
                            .forEach(answer -> wrong.add(login + " " + level + "$" + name + " " + answer.status() + " "
                                    + answer.diagnostics()));
                }
            }
            Answer typeEverything = door.get("/Patient/$everything");
            if (typeEverything.status() != 400 && typeEverything.status() != 404) {
                wrong.add(login + " Patient/$everything " + typeEverything.status());
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Names without the dollar sign. */
    private static Set<String> operations(String type) {
        return Surface.OPERATIONS.stream()
                .filter(operation -> operation.startsWith(type + "/$"))
                .map(operation -> operation.substring(type.length() + 2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same with those of every type, which the statement repeats for each. */
    private static Set<String> described(String type) {
        Set<String> names = operations(type);
        names.addAll(operations("*"));
        return names;
    }

    static List<String> members() {
        return Cast.of(World.read()).members().stream().map(Cast.Member::login).toList();
    }

    private static Set<String> values(JsonNode array, String field) {
        Set<String> found = new TreeSet<>();
        array.forEach(element -> found.add(element.path(field).asText()));
        return found;
    }
}
