package health.confidant.server.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code requests.table}: what somebody asks for, and what must hold of the answer.
 *
 * @param who a member of the cast, or of a couple that the story brings with it; {@code given} does what no request does
 * @param because empty where the story goes on
 */
record Step(String given, String who, String request, List<String> answer, String because) {
    private static final Pattern REQUEST =
            Pattern.compile("([A-Z]+) (\\S+)(?: on (\\S+))?(?: <([^>]+)>)?(?: \\((.*)\\))?(?: with (.+))?");
    private static final Pattern FIELD = Pattern.compile("(?:^|, )([A-Za-z_-]+)(?::(\\w+))?=");

    /**
     * A request as it is written.
     *
     * @param page of a form, the page that it is on; else empty
     * @param body name of a body in {@code bodies.json}, or empty
     * @param headers names and values in turn
     */
    record Request(String verb, String path, String page, String body, List<Field> fields, List<String> headers) {
        Map<String, String> form() {
            Map<String, String> form = new LinkedHashMap<>();
            fields.forEach(field -> form.put(field.name(), field.value()));
            return form;
        }
    }

    /** @param type of a FHIR parameter, such as {@code code}; empty in a form */
    record Field(String name, String type, String value) {}

    static Step parse(String line) {
        String[] cells = line.split(" \\| ", -1);
        if (cells.length != 5) {
            throw new IllegalArgumentException("Five cells, please: " + line);
        }
        String because = cells[4].strip();
        return new Step(
                cells[0].strip(),
                cells[1].strip(),
                cells[2].strip(),
                List.of(cells[3].strip().split("; ")),
                because.equals("...") ? "" : because);
    }

    /** @param text the request with its values in place */
    static Request request(String text) {
        Matcher request = REQUEST.matcher(text);
        if (!request.matches()) {
            throw new IllegalArgumentException("Not understood: " + text);
        }
        List<String> headers = new ArrayList<>();
        if (request.group(6) != null) {
            for (String header : request.group(6).split("; ")) {
                headers.addAll(List.of(header.split(": ", 2)));
            }
        }
        return new Request(
                request.group(1),
                request.group(2),
                request.group(3) == null ? "" : request.group(3),
                request.group(4) == null ? "" : request.group(4),
                request.group(5) == null ? List.of() : fields(request.group(5)),
                headers);
    }

    private static List<Field> fields(String text) {
        List<Field> fields = new ArrayList<>();
        Matcher next = FIELD.matcher(text);
        boolean found = next.find();
        while (found) {
            String name = next.group(1);
            String type = next.group(2) == null ? "" : next.group(2);
            int from = next.end();
            found = next.find();
            fields.add(new Field(name, type, text.substring(from, found ? next.start() : text.length())));
        }
        return fields;
    }

    @Override
    public String toString() {
        return who + " " + request;
    }
}
