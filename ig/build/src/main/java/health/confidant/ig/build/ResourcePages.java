package health.confidant.ig.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A page for each profile, code system, value set, questionnaire and operation. */
final class ResourcePages {
    private static final String PROFILE = "https://confidant.health/fhir/StructureDefinition/";

    private final Resources resources;
    private final Map<String, String> applies;

    ResourcePages(Resources resources, Map<String, String> applies) {
        this.resources = resources;
        this.applies = applies;
    }

    /** Page name without its ending, title and body. */
    record Page(String name, String title, String body) {}

    List<Page> all() {
        List<Page> pages = new ArrayList<>();
        resources.all("StructureDefinition").map(this::profile).forEach(pages::add);
        resources.all("CodeSystem").map(this::codeSystem).forEach(pages::add);
        resources.all("ValueSet").map(this::valueSet).forEach(pages::add);
        resources.all("OperationDefinition").map(this::operation).forEach(pages::add);
        resources.all("Questionnaire").map(this::questionnaire).forEach(pages::add);
        return pages;
    }

    private Page profile(JsonNode profile) {
        String url = profile.path("url").asText();
        String id = profile.path("id").asText();
        StringBuilder body = head(profile);
        body.append("<p>").append(Html.text(profile.path("purpose").asText())).append("</p>\n");
        body.append(Html.table(
                List.of("of the profile", "what"),
                List.of(
                        List.of("Canonical", Html.code(url)),
                        List.of("Resource", Html.code(profile.path("type").asText())),
                        List.of("Built on", base(profile.path("baseDefinition").asText())),
                        List.of(
                                "Checked on write",
                                Html.text(applies.getOrDefault(id, "when meta.profile claims it"))))));
        body.append("<h2 id=\"elements\">Elements</h2>\n")
                .append(Html.table(List.of("element", "card.", "must support", "what is asked"), elements(profile)));
        List<List<String>> rules = invariants(profile);
        if (!rules.isEmpty()) {
            body.append("<h2 id=\"invariants\">Invariants</h2>\n")
                    .append(Html.table(List.of("rule", "what it means", "FHIRPath"), rules));
        }
        body.append("<h2 id=\"accepted\">Accepted</h2>\n");
        resources
                .examplesOf(url)
                .forEach(example -> body.append(details(
                        "<span class=\"good\">accepted</span> "
                                + Html.text(example.path("id").asText()),
                        example)));
        body.append("<h2 id=\"refused\">Refused</h2>\n");
        resources
                .badOf(url)
                .forEach(bad -> body.append(details(
                        "<span class=\"bad\">refused</span> " + Html.text(bad.name()) + ", because of "
                                + Html.code(bad.because()),
                        bad.resource())));
        return new Page(Resources.name(profile), profile.path("title").asText(), body.toString());
    }

    private static String base(String url) {
        return url.startsWith(PROFILE)
                ? Html.link("StructureDefinition-" + url.substring(PROFILE.length()) + ".html", url)
                : Html.code(url);
    }

    private static List<List<String>> elements(JsonNode profile) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode element : profile.at("/differential/element")) {
            List<String> asked = new ArrayList<>();
            element.properties().forEach(field -> {
                if (field.getKey().startsWith("pattern") || field.getKey().startsWith("fixed")) {
                    asked.add("is " + Html.code(field.getValue().toString()));
                }
            });
            element.path("type").forEach(type -> type.path("targetProfile")
                    .forEach(target -> asked.add("refers to " + Html.code(last(target.asText())))));
            if (element.has("binding")) {
                String valueSet = element.at("/binding/valueSet").asText();
                asked.add(element.at("/binding/strength").asText() + ": "
                        + (valueSet.startsWith("https://confidant.health/")
                                ? Html.link("ValueSet-" + last(valueSet) + ".html", last(valueSet))
                                : Html.code(valueSet)));
            }
            for (String words : List.of("short", "comment")) {
                if (element.has(words)) {
                    asked.add(Html.text(element.path(words).asText()));
                }
            }
            boolean must = element.path("mustSupport").asBoolean();
            String min = element.path("min").asText("");
            String max = element.path("max").asText("");
            if (must || !asked.isEmpty() || !min.isEmpty() || !max.isEmpty()) {
                String card = min.isEmpty() && max.isEmpty() ? "" : min + ".." + max;
                rows.add(List.of(
                        Html.code(element.path("path").asText()), card, must ? "yes" : "", String.join("<br>", asked)));
            }
        }
        return rows;
    }

    private static List<List<String>> invariants(JsonNode profile) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode element : profile.at("/differential/element")) {
            element.path("constraint")
                    .forEach(constraint -> rows.add(List.of(
                            Html.code(constraint.path("key").asText()),
                            Html.text(constraint.path("human").asText()),
                            Html.code(constraint.path("expression").asText()))));
        }
        return rows;
    }

    private Page codeSystem(JsonNode system) {
        StringBuilder body = head(system);
        List<List<String>> rows = new ArrayList<>();
        system.path("concept")
                .forEach(concept -> rows.add(List.of(
                        Html.code(concept.path("code").asText()),
                        Html.text(concept.path("display").asText()),
                        Html.text(concept.path("definition").asText()))));
        body.append("<p>System: ")
                .append(Html.code(system.path("url").asText()))
                .append("</p>\n");
        body.append(Html.table(List.of("code", "display", "meaning"), rows));
        return new Page(Resources.name(system), system.path("title").asText(), body.toString());
    }

    private Page valueSet(JsonNode set) {
        StringBuilder body = head(set);
        if (set.has("purpose")) {
            body.append("<p>Source: ")
                    .append(Html.text(set.path("purpose").asText()))
                    .append("</p>\n");
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode include : set.at("/compose/include")) {
            String system = Html.code(include.path("system").asText());
            include.path("concept")
                    .forEach(concept -> rows.add(List.of(
                            system,
                            Html.code(concept.path("code").asText()),
                            Html.text(concept.path("display").asText()))));
            include.path("filter")
                    .forEach(filter -> rows.add(
                            List.of(system, Html.code(filter.path("value").asText()), "codes of this pattern")));
            include.path("valueSet")
                    .forEach(other -> rows.add(List.of(
                            "value set",
                            Html.link("ValueSet-" + last(other.asText()) + ".html", last(other.asText())),
                            "")));
            if (!include.has("concept") && !include.has("filter") && !include.has("valueSet")) {
                rows.add(List.of(system, "all codes", ""));
            }
        }
        body.append("<p>Canonical: ")
                .append(Html.code(set.path("url").asText()))
                .append(", version ");
        body.append(Html.text(set.path("version").asText("0.1.0"))).append("</p>\n");
        body.append(Html.table(List.of("system", "code", "what"), rows));
        return new Page(Resources.name(set), set.path("title").asText(), body.toString());
    }

    private Page operation(JsonNode operation) {
        StringBuilder body = head(operation);
        List<List<String>> rows = new ArrayList<>();
        operation
                .path("parameter")
                .forEach(parameter -> rows.add(List.of(
                        Html.code(parameter.path("name").asText()),
                        parameter.path("use").asText(),
                        parameter.path("min").asText() + ".."
                                + parameter.path("max").asText(),
                        Html.code(parameter.path("type").asText()),
                        Html.text(parameter.path("documentation").asText()))));
        body.append("<p>").append(Html.code(invocation(operation))).append("</p>\n");
        body.append(Html.table(List.of("parameter", "use", "card.", "type", "what"), rows));
        return new Page(Resources.name(operation), operation.path("title").asText(), body.toString());
    }

    static String invocation(JsonNode operation) {
        String verb = operation.path("affectsState").asBoolean(true) ? "POST " : "GET ";
        String types = new ArrayList<>(iterable(operation.path("resource")))
                .stream().map(JsonNode::asText).collect(Collectors.joining("|"));
        return verb + types + (operation.path("instance").asBoolean() ? "/[id]" : "") + "/$"
                + operation.path("code").asText();
    }

    private static List<JsonNode> iterable(JsonNode array) {
        List<JsonNode> nodes = new ArrayList<>();
        array.forEach(nodes::add);
        return nodes;
    }

    private Page questionnaire(JsonNode questionnaire) {
        StringBuilder body = head(questionnaire);
        List<List<String>> rows = new ArrayList<>();
        questionnaire
                .path("item")
                .forEach(item -> rows.add(List.of(
                        Html.code(item.path("linkId").asText()),
                        Html.text(item.path("text").asText()),
                        Html.code(item.path("type").asText()))));
        body.append(Html.table(List.of("item", "question", "type"), rows));
        return new Page(
                Resources.name(questionnaire), questionnaire.path("title").asText(), body.toString());
    }

    private static StringBuilder head(JsonNode resource) {
        return new StringBuilder("<h1>")
                .append(Html.text(resource.path("title").asText()))
                .append("</h1>\n<p>")
                .append(Html.text(resource.path("description").asText()))
                .append("</p>\n");
    }

    private static String details(String summary, JsonNode resource) {
        return "<details><summary>" + summary + "</summary>\n" + Html.json(resource.toPrettyString()) + "</details>\n";
    }

    private static String last(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** Tables that other pages show, by the name between their braces. */
    Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("profiles", list("StructureDefinition", "profile"));
        tables.put(
                "terminology",
                "<h2 id=\"code-systems\">Code systems</h2>\n" + list("CodeSystem", "code system")
                        + "<h2 id=\"value-sets\">Value sets</h2>\n" + list("ValueSet", "value set")
                        + "<h2 id=\"questionnaires\">Questionnaires</h2>\n" + list("Questionnaire", "questionnaire"));
        tables.put("operations", list("OperationDefinition", "operation"));
        tables.put("kinds", kinds());
        tables.put("contents", contents());
        return tables;
    }

    private String list(String type, String what) {
        return Html.table(
                List.of(what, "what it is"),
                resources
                        .all(type)
                        .map(resource -> List.of(
                                Html.link(
                                        Resources.name(resource) + ".html",
                                        resource.path("title").asText()),
                                Html.text(resource.path("description").asText())))
                        .toList());
    }

    private String kinds() {
        List<List<String>> rows = new ArrayList<>();
        applies.forEach(
                (id, when) -> rows.add(List.of(Html.link("StructureDefinition-" + id + ".html", id), Html.text(when))));
        return Html.table(List.of("profile", "applies to"), rows);
    }

    private String contents() {
        return Html.table(
                List.of("what", "how many"),
                List.of(
                        List.of(Html.link("profiles.html", "profiles"), count("StructureDefinition")),
                        List.of(Html.link("terminology.html#code-systems", "code systems"), count("CodeSystem")),
                        List.of(Html.link("terminology.html#value-sets", "value sets"), count("ValueSet")),
                        List.of(Html.link("conformance.html#operations", "operations"), count("OperationDefinition")),
                        List.of(
                                "examples that are accepted",
                                String.valueOf(resources.examples().count())),
                        List.of(
                                "examples that are refused",
                                String.valueOf(resources.bad().size()))));
    }

    private String count(String type) {
        return String.valueOf(resources.all(type).count());
    }
}
