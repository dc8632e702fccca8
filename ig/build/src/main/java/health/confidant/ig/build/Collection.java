package health.confidant.ig.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The examples as requests, for REST clients ({@code .http}) and for Postman (collection format 2.1), with the status that
 * each has to answer with.
 */
final class Collection {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    private static final Pattern EXAMPLE = Pattern.compile("\"([A-Z][A-Za-z]+)/(example-[a-z-]+)\"");

    /** One request; {@code saves} names the variable that keeps the id of what it creates, or is empty. */
    private record Request(
            String login, String method, String path, String body, int status, String what, String saves) {}

    private final List<Request> requests = new ArrayList<>();
    private final Map<String, String> cast = new LinkedHashMap<>();
    private final Resources resources;

    Collection(Resources resources, Path table) throws IOException {
        this.resources = resources;
        for (String line : Files.readAllLines(table)) {
            if (line.startsWith("@")) {
                String[] cells = line.substring(1).split(" = ");
                cast.put(cells[0], cells[1].trim());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                requests.add(request(line.split(" *\\| *")));
            }
        }
    }

    private Request request(String[] cells) {
        String source = cells[3];
        String body = "";
        if (!source.isEmpty()) {
            JsonNode resource = source.startsWith("bad:") ? bad(source.substring(4)) : resources.example(source);
            body = portable(resource).toPrettyString();
        }
        String saves = source.startsWith("example-") ? source : "";
        return new Request(cells[0], cells[1], cells[2], body, Integer.parseInt(cells[4]), cells[5], saves);
    }

    private JsonNode bad(String name) {
        return resources.bad().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no bad example " + name + "."))
                .resource();
    }

    /** Without what the server assigns, and with references to the demo's people or to what was created before. */
    private JsonNode portable(JsonNode resource) {
        ObjectNode copy = resource.deepCopy();
        copy.remove("id");
        Matcher reference = EXAMPLE.matcher(copy.toString());
        String text = reference.replaceAll(found -> {
            String person = cast.get(found.group(2));
            return person == null
                    ? "\"" + found.group(1) + "/{{" + found.group(2) + "}}\""
                    : "\"" + person.substring(0, person.indexOf('/') + 1) + "{{" + variable(person) + "}}\"";
        });
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String variable(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }

    /** The ids of the demo's cast never change: see the world's own description. */
    private Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("base", "http://127.0.0.1:8080/fhir");
        cast.values()
                .forEach(reference -> variables.put(
                        variable(reference),
                        UUID.nameUUIDFromBytes(("confidant:" + reference).getBytes(StandardCharsets.UTF_8))
                                .toString()));
        return variables;
    }

    private Set<String> logins() {
        Set<String> logins = new LinkedHashSet<>();
        requests.forEach(request -> logins.add(request.login()));
        return logins;
    }

    void write(Path site) throws IOException {
        Files.writeString(site.resolve("confidant.http"), http());
        Files.writeString(
                site.resolve("confidant.postman_collection.json"), postman().toPrettyString() + "\n");
    }

    String html() {
        return Html.table(
                List.of("who", "request", "answer", "what it shows"),
                requests.stream()
                        .map(request -> List.of(
                                Html.text(request.login()),
                                Html.code(request.method() + " " + request.path()),
                                String.valueOf(request.status()),
                                Html.text(request.what())))
                        .toList());
    }

    private String http() {
        StringBuilder text =
                new StringBuilder("# java -jar confidant.jar token LOGIN prints a token for each of these.\n");
        variables().forEach((name, value) -> text.append("@" + name + " = " + value + "\n"));
        logins().forEach(login -> text.append("@token-" + login + " = \n"));
        for (Request request : requests) {
            text.append("\n### ")
                    .append(request.what())
                    .append(" Answers ")
                    .append(request.status())
                    .append(".\n");
            if (!request.saves().isEmpty()) {
                text.append("# @name ").append(request.saves()).append('\n');
            }
            String path = request.path();
            String body = request.body();
            for (Request other : requests) {
                // How REST clients refer to the answer of a named request.
                if (!other.saves().isEmpty()) {
                    String answer = "{{" + other.saves() + ".response.body.$.id}}";
                    path = path.replace("{{" + other.saves() + "}}", answer);
                    body = body.replace("{{" + other.saves() + "}}", answer);
                }
            }
            text.append(request.method()).append(" {{base}}/").append(path).append('\n');
            text.append("Authorization: Bearer {{token-")
                    .append(request.login())
                    .append("}}\n");
            if (!body.isEmpty()) {
                text.append("Content-Type: application/fhir+json\n\n")
                        .append(body)
                        .append('\n');
            }
        }
        return text.toString();
    }

    private ObjectNode postman() {
        ObjectNode collection = JSON.createObjectNode();
        collection.putObject("info").put("name", "Confidant").put("schema", SCHEMA);
        ArrayNode variables = collection.putArray("variable");
        variables()
                .forEach((name, value) -> variables.addObject().put("key", name).put("value", value));
        logins().forEach(login ->
                variables.addObject().put("key", "token-" + login).put("value", ""));
        ArrayNode items = collection.putArray("item");
        for (Request request : requests) {
            ObjectNode item = items.addObject().put("name", request.what());
            ObjectNode sent = item.putObject("request").put("method", request.method());
            sent.put("url", "{{base}}/" + request.path());
            ObjectNode auth = sent.putObject("auth").put("type", "bearer");
            auth.putArray("bearer")
                    .addObject()
                    .put("key", "token")
                    .put("value", "{{token-" + request.login() + "}}")
                    .put("type", "string");
            if (!request.body().isEmpty()) {
                sent.putArray("header").addObject().put("key", "Content-Type").put("value", "application/fhir+json");
                sent.putObject("body").put("mode", "raw").put("raw", request.body());
            }
            ObjectNode script =
                    item.putArray("event").addObject().put("listen", "test").putObject("script");
            ArrayNode lines = script.put("type", "text/javascript").putArray("exec");
            lines.add("pm.test('answers " + request.status() + "', () => pm.response.to.have.status(" + request.status()
                    + "));");
            if (!request.saves().isEmpty()) {
                lines.add("pm.collectionVariables.set('" + request.saves() + "', pm.response.json().id);");
            }
        }
        return collection;
    }
}
