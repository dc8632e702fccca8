package health.confidant.server.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of requests as the program that it is for reads it. */
record RequestFile(Map<String, String> variables, List<Request> requests) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STATUS = Pattern.compile("have\\.status\\((\\d+)\\)");
    private static final Pattern SAVES = Pattern.compile("collectionVariables\\.set\\('([a-z-]+)'");
    private static final Pattern TITLE = Pattern.compile("(.*) Answers (\\d+)\\.");
    private static final Pattern SETTING = Pattern.compile("@([a-z0-9-]+) = (.*)");
    private static final Pattern NAME = Pattern.compile("# @name ([a-z-]+)");
    private static final String BEARER = "Authorization: Bearer ";

    /** How an {@code .http} file refers to the id in the answer to a request that it named. */
    static final String ANSWERED = ".response.body.$.id";

    /**
     * One request, its variables unresolved.
     *
     * @param saves the variable by which later requests refer to the id of what this one makes, or empty
     */
    record Request(String what, String token, String method, String url, String body, int status, String saves) {}

    static RequestFile postman(String text) throws IOException {
        JsonNode collection = JSON.readTree(text);
        Map<String, String> variables = new LinkedHashMap<>();
        collection
                .path("variable")
                .forEach(each -> variables.put(
                        each.path("key").asText(), each.path("value").asText()));
        List<Request> requests = new ArrayList<>();
        for (JsonNode item : collection.path("item")) {
            JsonNode request = item.path("request");
            String script = item.at("/event/0/script/exec").toString();
            requests.add(new Request(
                    item.path("name").asText(),
                    request.at("/auth/bearer/0/value").asText(),
                    request.path("method").asText(),
                    request.path("url").asText(),
                    request.at("/body/raw").asText(""),
                    Integer.parseInt(first(STATUS, script)),
                    first(SAVES, script)));
        }
        return new RequestFile(variables, requests);
    }

    /** As the REST clients of editors do: {@code ###} parts requests, a line of comment names one, a blank line ends its headers. */
    static RequestFile http(String text) {
        String[] parts = text.split("(?m)^### ");
        Map<String, String> variables = new LinkedHashMap<>();
        Matcher settings = SETTING.matcher(parts[0]);
        while (settings.find()) {
            variables.put(settings.group(1), settings.group(2));
        }
        List<Request> requests = new ArrayList<>();
        for (String part : List.of(parts).subList(1, parts.length)) {
            requests.add(request(part));
        }
        return new RequestFile(variables, requests);
    }

    private static Request request(String part) {
        String[] halves = part.strip().split("\n\n", 2);
        List<String> head = new ArrayList<>(halves[0].lines().toList());
        Matcher title = TITLE.matcher(head.remove(0));
        if (!title.matches()) {
            throw new IllegalArgumentException("A request does not say what it answers.");
        }
        String name = first(NAME, head.get(0));
        head.removeIf(line -> line.startsWith("#"));
        String[] line = head.remove(0).split(" ", 2);
        String token = "";
        for (String header : head) {
            if (header.startsWith(BEARER)) {
                token = header.substring(BEARER.length());
            }
        }
        return new Request(
                title.group(1),
                token,
                line[0],
                line[1],
                halves.length == 1 ? "" : halves[1],
                Integer.parseInt(title.group(2)),
                name.isEmpty() ? "" : name + ANSWERED);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
