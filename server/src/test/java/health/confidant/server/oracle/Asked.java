package health.confidant.server.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import health.confidant.server.threat.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Asks a posted world, and says where the answer differs from what the oracle says. */
final class Asked {
    private final Posted posted;
    private final Oracle oracle;
    private final Map<String, Held> records;

    Asked(Posted posted, Oracle oracle) {
        this.posted = posted;
        this.oracle = oracle;
        this.records = oracle.records().stream().collect(Collectors.toMap(Held::name, Function.identity()));
    }

    /** @param shown whether the oracle says that there is something to show */
    record Result(boolean shown, Optional<String> difference) {}

    Result ask(Question question) {
        return switch (question.way()) {
            case READ, HISTORY -> read(question);
            case SEARCH -> search(question);
            case CHART -> chart(question);
            case COUNT -> count(question);
            case HAS -> has(question);
            case EVERYTHING -> everything(question);
            case WRITE -> write(question);
            case CREATE -> create(question);
        };
    }

    private Result read(Question question) {
        Held record = records.get(question.about());
        boolean expected = oracle.reads(question.seat(), question.purpose(), record);
        String path = posted.reference(record.name()) + (question.way() == Question.Way.HISTORY ? "/_history" : "");
        Answer answer = send(question, "GET", path, null);
        boolean shown = answer.status() == 200 && answer.body().contains(id(record.name()));
        boolean refused = answer.status() == 404 || answer.status() == 403;
        return result(
                expected, shown == expected && (shown || refused), question, expected ? "shown" : "withheld", answer);
    }

    private Result search(Question question) {
        List<Held> asked = ofType(question.type());
        Set<String> expected = names(asked, held -> oracle.finds(question.seat(), question.purpose(), held));
        return compare(question, byId(question.type(), asked) + "&_count=200", expected, asked);
    }

    private Result chart(Question question) {
        Seat seat = question.seat();
        List<Held> asked = ofType(question.type()).stream()
                .filter(held -> held.owner().equals(question.about()))
                .toList();
        Set<String> open = names(asked, held -> oracle.finds(seat, question.purpose(), held));
        Answer answer = send(
                question,
                "GET",
                question.type() + "?patient=" + posted.reference(question.about()) + "&_count=200",
                null);
        Set<String> found = found(answer);
        found.retainAll(asked.stream().map(Held::name).collect(Collectors.toSet()));
        // Whoever does not see the patient may find nothing by them, but never more than what is open.
        boolean sees = oracle.finds(seat, question.purpose(), records.get(question.about()));
        boolean agrees = found.equals(open) || !sees && open.containsAll(found);
        return result(!open.isEmpty(), agrees, question, open + ", found " + found, answer);
    }

    private Result count(Question question) {
        List<Held> asked = ofType(question.type());
        Set<String> expected = names(asked, held -> oracle.finds(question.seat(), question.purpose(), held));
        Answer answer = send(question, "GET", byId(question.type(), asked) + "&_summary=count", null);
        int total = answer.status() == 200 ? answer.total() : 0;
        return result(!expected.isEmpty(), total == expected.size(), question, "total " + expected.size(), answer);
    }

    private Result has(Question question) {
        Seat seat = question.seat();
        Set<String> diagnosed = oracle.records().stream()
                .filter(held -> held.type().equals("Condition")
                        && held.codes().contains(question.about())
                        && oracle.finds(seat, question.purpose(), held))
                .map(Held::owner)
                .collect(Collectors.toSet());
        List<Held> asked = ofType("Patient");
        Set<String> expected =
                names(asked, held -> diagnosed.contains(held.name()) && oracle.finds(seat, question.purpose(), held));
        String has = "&_has:Condition:patient:code=" + Papers.code(question.about());
        return compare(question, byId("Patient", asked) + has, expected, asked);
    }

    private Result everything(Question question) {
        Seat seat = question.seat();
        Answer answer = send(question, "GET", posted.reference(question.about()) + "/$everything?_count=200", null);
        Set<String> found = found(answer);
        Set<String> expected = oracle.reads(seat, question.purpose(), records.get(question.about()))
                ? names(
                        oracle.records(),
                        held -> held.owner().equals(question.about())
                                && oracle.finds(seat, question.purpose(), held)
                                && oracle.reads(seat, question.purpose(), held))
                : Set.of();
        Set<String> leaked = names(
                oracle.records(), held -> found.contains(held.name()) && !oracle.reads(seat, question.purpose(), held));
        boolean agrees = leaked.isEmpty() && found.containsAll(expected);
        return result(!expected.isEmpty(), agrees, question, "everything " + expected + ", found " + found, answer);
    }

    private Result write(Question question) {
        Held record = records.get(question.about());
        boolean expected = oracle.stores(question.seat(), question.purpose(), record, posted.refersTo(record.name()));
        boolean visible = oracle.reads(question.seat(), question.purpose(), record);
        String path = posted.reference(record.name());
        Answer answer = send(question, "PUT", path, posted.body(record.name()));
        boolean done = answer.status() == 200 || answer.status() == 201;
        boolean agrees = done == expected && (done || visible || answer.status() == 404 || answer.status() == 403);
        return result(expected, agrees, question, expected ? "written" : "refused", answer);
    }

    private Result create(Question question) {
        boolean expected = oracle.creates(question.seat(), question.purpose(), posted.sheet(question.about()));
        String body = posted.like(question.about(), question.seat().person());
        Answer answer = send(question, "POST", question.type(), body);
        boolean agrees = expected ? answer.status() == 201 : answer.status() >= 400 && answer.status() < 500;
        return result(expected, agrees, question, expected ? "created" : "refused", answer);
    }

    private Result compare(Question question, String path, Set<String> expected, List<Held> asked) {
        Answer answer = send(question, "GET", path, null);
        Set<String> found = found(answer);
        found.retainAll(asked.stream().map(Held::name).collect(Collectors.toSet()));
        return result(!expected.isEmpty(), found.equals(expected), question, expected + ", found " + found, answer);
    }

    private Set<String> found(Answer answer) {
        Set<String> found = new TreeSet<>();
        if (answer.status() != 200) {
            return found;
        }
        Set<String> references = new TreeSet<>();
        for (JsonNode entry : answer.json().path("entry")) {
            JsonNode resource = entry.path("resource");
            references.add(resource.path("resourceType").asText() + "/"
                    + resource.path("id").asText());
        }
        records.keySet().stream()
                .filter(name -> references.contains(posted.reference(name)))
                .forEach(found::add);
        return found;
    }

    private String byId(String type, List<Held> asked) {
        return type + "?_id=" + asked.stream().map(held -> id(held.name())).collect(Collectors.joining(","));
    }

    private List<Held> ofType(String type) {
        return oracle.records().stream()
                .filter(held -> held.type().equals(type))
                .toList();
    }

    private static Set<String> names(List<Held> from, Predicate<Held> such) {
        return from.stream().filter(such).map(Held::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private String id(String name) {
        String reference = posted.reference(name);
        return reference.substring(reference.indexOf('/') + 1);
    }

    private Answer send(Question question, String method, String path, String body) {
        Seat seat = question.seat();
        String[] headers = question.purpose().equals("BTG") ? new String[] {"Purpose-Of-Use", "BTG"} : new String[0];
        return posted.reception()
                .ask(posted.person(seat.person()), seat.client(), seat.scopes(), method, path, body, headers);
    }

    private static Result result(boolean shown, boolean agrees, Question question, String says, Answer answer) {
        if (agrees) {
            return new Result(shown, Optional.empty());
        }
        String body = answer.body() == null ? "" : answer.body();
        return new Result(
                shown,
                Optional.of(question + "\n  oracle: " + says + "\n  server: " + answer.status() + " "
                        + body.substring(0, Math.min(body.length(), 600))));
    }
}
