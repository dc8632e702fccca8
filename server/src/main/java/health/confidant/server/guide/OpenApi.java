package health.confidant.server.guide;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The offer as OpenAPI 3.0.3. */
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FHIR = "application/fhir+json";

    private OpenApi() {}

    static String json(Offer offer, String base) {
        ObjectNode api = JSON.createObjectNode().put("openapi", "3.0.3");
        api.putObject("info")
                .put("title", "Confidant")
                .put("version", "0.1.0")
                .put("description", "FHIR R4. What a caller may not see does not exist for them; the guide says more.");
        api.putArray("servers").addObject().put("url", base);
        ObjectNode security =
                api.putObject("components").putObject("securitySchemes").putObject("smart");
        security.put("type", "http").put("scheme", "bearer").put("bearerFormat", "JWT");
        api.putArray("security").addObject().putArray("smart");
        ObjectNode paths = api.putObject("paths");
        operation(paths, "/metadata", "get", "capabilities", "The CapabilityStatement")
                .putArray("security");
        body(operation(paths, "/", "post", "transaction", "A transaction or a batch"));
        offer.types().forEach((name, type) -> describe(paths, name, type));
        return api.toPrettyString();
    }

    private static void describe(ObjectNode paths, String name, Offer.Type type) {
        String all = "/" + name;
        String one = all + "/{id}";
        if (type.interactions().contains("search-type")) {
            search(operation(paths, all, "get", "search-type " + name, "Search"), type);
            operation(paths, all + "/_search", "post", "search-type-post " + name, "Search with a form");
        }
        if (type.interactions().contains("create")) {
            body(operation(paths, all, "post", "create " + name, "Create"));
        }
        instance(paths, one, "get", "read", name, type);
        instance(paths, one, "put", "update", name, type);
        instance(paths, one, "patch", "patch", name, type);
        instance(paths, one, "delete", "delete", name, type);
        instance(paths, one + "/_history", "get", "history-instance", name, type);
        instance(paths, one + "/_history/{version}", "get", "vread", name, type);
        for (Offer.Operation operation : type.operations()) {
            String path = (operation.instance() ? one : all) + "/$" + operation.name();
            ObjectNode post = operation(paths, path, "post", "operation " + name + " " + operation.name(), "Operation");
            if (operation.instance()) {
                path(post, "id");
            }
            body(post);
        }
    }

    private static void instance(
            ObjectNode paths, String path, String verb, String interaction, String name, Offer.Type type) {
        if (!type.interactions().contains(interaction)) {
            return;
        }
        ObjectNode operation = operation(paths, path, verb, interaction + " " + name, interaction);
        path(operation, "id");
        if (path.contains("{version}")) {
            path(operation, "version");
        }
        if (verb.equals("put") || verb.equals("patch")) {
            body(operation);
        }
    }

    /** The id of an operation says which interaction it is: the test holds it against the capability statement. */
    private static ObjectNode operation(ObjectNode paths, String path, String verb, String id, String summary) {
        ObjectNode operation = paths.withObjectProperty(path).putObject(verb);
        operation.put("operationId", id.replace(' ', '.')).put("summary", summary);
        ObjectNode responses = operation.putObject("responses");
        responses
                .putObject("default")
                .put("description", "A resource, a Bundle or an OperationOutcome")
                .putObject("content")
                .putObject(FHIR);
        return operation;
    }

    private static void search(ObjectNode operation, Offer.Type type) {
        ArrayNode parameters = operation.withArrayProperty("parameters");
        type.parameters().forEach((name, kind) -> parameters
                .addObject()
                .put("name", name)
                .put("in", "query")
                .put("description", kind)
                .putObject("schema")
                .put("type", "string"));
    }

    private static void path(ObjectNode operation, String name) {
        operation
                .withArrayProperty("parameters")
                .addObject()
                .put("name", name)
                .put("in", "path")
                .put("required", true)
                .putObject("schema")
                .put("type", "string");
    }

    private static void body(ObjectNode operation) {
        operation
                .putObject("requestBody")
                .putObject("content")
                .putObject(FHIR)
                .putObject("schema")
                .put("type", "object");
    }
}
