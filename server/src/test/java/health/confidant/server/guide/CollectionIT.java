package health.confidant.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.ig.Guide;
import health.confidant.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The collection that vendors import, sent to a server of its own in its order; each request answers as it says. */
class CollectionIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([a-z0-9-]+)}}");
    private static final Pattern STATUS = Pattern.compile("have\\.status\\((\\d+)\\)");
    private static final Pattern SAVES = Pattern.compile("collectionVariables\\.set\\('([a-z-]+)'");

    @Test
    void everyRequestAnswersAsTheCollectionSays() throws IOException {
        JsonNode collection;
        try (InputStream in = Guide.page("confidant.postman_collection.json").orElseThrow()) {
            collection = JSON.readTree(in);
        }
        Map<String, String> variables = new HashMap<>();
        collection
                .path("variable")
                .forEach(each -> variables.put(
                        each.path("key").asText(), each.path("value").asText()));
        TestServer server = TestServer.start();
        List<String> wrong = new java.util.ArrayList<>();
        int asked = 0;
        try {
            variables.put("base", "");
            for (JsonNode item : collection.path("item")) {
                asked++;
                JsonNode request = item.path("request");
                String login = request.at("/auth/bearer/0/value").asText().replaceAll("\\{\\{token-|}}", "");
                String body = request.at("/body/raw").asText("");
                HttpResponse<String> answer = server.send(
                        server.token(login),
                        request.path("method").asText(),
                        resolve(request.path("url").asText(), variables),
                        body.isEmpty() ? null : resolve(body, variables));
                String script = item.at("/event/0/script/exec").toString();
                Matcher status = STATUS.matcher(script);
                assertThat(status.find()).isTrue();
                if (answer.statusCode() != Integer.parseInt(status.group(1))) {
                    wrong.add(login + ": " + item.path("name").asText() + " wants " + status.group(1) + ", got "
                            + answer.statusCode() + " " + answer.body());
                }
                Matcher saves = SAVES.matcher(script);
                if (saves.find() && answer.statusCode() == 201) {
                    variables.put(
                            saves.group(1),
                            JSON.readTree(answer.body()).path("id").asText());
                }
            }
        } finally {
            server.stop();
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(35);
    }

    private static String resolve(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = variables.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("Nothing before has made " + found.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
