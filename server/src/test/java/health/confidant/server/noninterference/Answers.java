package health.confidant.server.noninterference;

import health.confidant.server.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks, follows next links to the end, and takes out of the answers what differs whenever one asks. */
final class Answers {
    private static final Pattern NEXT = Pattern.compile("\"relation\":\"next\",\"url\":\"([^\"]*)\"");
    private static final Pattern BUNDLE = Pattern.compile("\"resourceType\":\"Bundle\",\"id\":\"[^\"]*\"");
    private static final Pattern ASKED =
            Pattern.compile("(\"resourceType\":\"Bundle\"(?:(?!\"entry\":).)*?\"lastUpdated\":\")[^\"]*");
    private static final Pattern OUTCOME = Pattern.compile("\"resourceType\":\"OperationOutcome\",\"id\":\"[^\"]*\"");
    private static final Pattern PAGE = Pattern.compile("_getpages=[^&\"]*");
    private static final List<String> HEADERS =
            List.of("content-type", "etag", "last-modified", "location", "content-location", "retry-after");
    /** Headers that, with a Bundle, tell when it was made and its made-up id. */
    private static final List<String> OF_THE_ANSWER = List.of("last-modified", "location", "content-location");

    private static final int PAGES = 12;

    private final TestServer server;
    private final String token;

    Answers(TestServer server, String token) {
        this.server = server;
        this.token = token;
    }

    String to(Question question) {
        HttpResponse<String> answer = question.body() == null
                ? server.send(token, question.method(), question.path(), null)
                : server.send(
                        token, question.method(), question.path(), question.body(), "Content-Type", question.type());
        StringBuilder text = new StringBuilder(normal(answer));
        Matcher next = NEXT.matcher(answer.body());
        for (int page = 0; next.find() && question.method().equals("GET") && page < PAGES; page++) {
            String link = next.group(1).replace("\\u003d", "=");
            answer = server.send(
                    token,
                    "GET",
                    link.substring(server.fhir().toString().length()).replace("|", "%7C"),
                    null);
            text.append('\n').append(normal(answer));
            next = NEXT.matcher(answer.body());
        }
        return text.toString();
    }

    private static String normal(HttpResponse<String> answer) {
        boolean bundle = answer.body().startsWith("{\"resourceType\":\"Bundle\"");
        String headers = HEADERS.stream()
                .filter(name -> !bundle || !OF_THE_ANSWER.contains(name))
                .flatMap(name -> answer.headers().allValues(name).stream().map(value -> name + ": " + value))
                .collect(Collectors.joining("\n"));
        return Stream.of(String.valueOf(answer.statusCode()), headers, normal(answer.body()))
                .collect(Collectors.joining("\n"));
    }

    private static String normal(String body) {
        String text = ASKED.matcher(body).replaceAll("$1now");
        text = BUNDLE.matcher(text).replaceAll("\"resourceType\":\"Bundle\"");
        text = OUTCOME.matcher(text).replaceAll("\"resourceType\":\"OperationOutcome\"");
        return PAGE.matcher(text).replaceAll("_getpages=page");
    }
}
