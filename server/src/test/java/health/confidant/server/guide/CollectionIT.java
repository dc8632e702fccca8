package health.confidant.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.ig.Guide;
import health.confidant.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The collections that vendors take, each sent to a server of its own in its order; each request answers as its file
 * says.
 */
class CollectionIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final String TOKEN = "token-";

    @Test
    void everyRequestOfThePostmanCollectionAnswersAsItSays() throws IOException {
        assertThat(wrong(RequestFile.postman(page("confidant.postman_collection.json"))))
                .isEmpty();
    }

    @Test
    void everyRequestOfTheHttpFileAnswersAsItSays() throws IOException {
        assertThat(wrong(RequestFile.http(page("confidant.http")))).isEmpty();
    }

    /** Two ways to write down the same requests; only how one refers to what another made differs. */
    @Test
    void bothFilesAskTheSame() throws IOException {
        RequestFile postman = RequestFile.postman(page("confidant.postman_collection.json"));
        RequestFile http = RequestFile.http(page("confidant.http"));
        assertThat(http.variables()).isEqualTo(postman.variables());
        assertThat(http.requests())
                .hasSizeGreaterThan(35)
                .extracting(request -> request.toString().replace(RequestFile.ANSWERED, ""))
                .containsExactlyElementsOf(postman.requests().stream()
                        .map(RequestFile.Request::toString)
                        .toList());
    }

    private static List<String> wrong(RequestFile file) throws IOException {
        TestServer server = TestServer.start();
        try {
            Map<String, String> variables = new HashMap<>(file.variables());
            variables.put("base", "");
            List<String> wrong = new ArrayList<>();
            for (RequestFile.Request request : file.requests()) {
                Matcher token = VARIABLE.matcher(request.token());
                assertThat(token.matches()).isTrue();
                // Left empty in the file, for whoever imports it to fill in.
                assertThat(file.variables()).containsEntry(token.group(1), "");
                HttpResponse<String> answer = server.send(
                        server.token(token.group(1).substring(TOKEN.length())),
                        request.method(),
                        resolve(request.url(), variables),
                        request.body().isEmpty() ? null : resolve(request.body(), variables));
                if (answer.statusCode() != request.status()) {
                    wrong.add(request.token() + ": " + request.what() + " wants " + request.status() + ", got "
                            + answer.statusCode() + " " + answer.body());
                }
                if (!request.saves().isEmpty() && answer.statusCode() == 201) {
                    variables.put(
                            request.saves(),
                            JSON.readTree(answer.body()).path("id").asText());
                }
            }
            return wrong;
        } finally {
            server.stop();
        }
    }

    private static String page(String name) throws IOException {
        try (InputStream in = Guide.page(name).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
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
