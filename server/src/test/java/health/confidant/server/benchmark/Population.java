package health.confidant.server.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a server holds of {@link Charts}: its own ids, in the order of the charts, so that both are asked the same. */
record Population(Charts charts, List<String> patients, List<String> observations) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Below the server's limit of alternatives. */
    private static final int ASKED = 40;

    /** Loads what is missing of the first charts; {@code threads} at a time, as intake and the counselor of this login. */
    static Population load(Contender server, Charts charts, int number, String login, int threads) {
        int there = of(server, charts, login).patients().size();
        List<Integer> missing = new ArrayList<>();
        for (int n = there; n < number; n++) {
            missing.add(n);
        }
        Parallel.run(threads, missing, n -> {
            Contender.Answer admitted = server.send("rivera", "POST", "", charts.admission(n));
            require(server, admitted);
            String patient = "Patient/" + admitted.body().replaceAll("(?s).*?\"Patient/([^/\"]+)[/\"].*", "$1");
            require(server, server.send(login, "POST", "", charts.chart(n, patient)));
        });
        return of(server, charts, login);
    }

    /** The first patients alone, with their observations. */
    Population first(int number) {
        return new Population(
                charts, patients.subList(0, number), observations.subList(0, number * Charts.OBSERVATIONS));
    }

    /** Asked by the front door: the indexes of one of the servers hold no values. */
    static Population of(Contender server, Charts charts, String login) {
        Map<String, String> patients = new TreeMap<>();
        int found = ASKED;
        for (int n = 0; found == ASKED; n += ASKED) {
            Map<String, String> some = ids(
                    server, "rivera", "Patient", IntStream.range(n, n + ASKED).mapToObj(Charts::patient));
            patients.putAll(some);
            found = some.size();
        }
        Map<String, String> observations = new TreeMap<>();
        for (String patient : patients.keySet()) {
            for (int first = 0; first < Charts.OBSERVATIONS; first += ASKED) {
                int last = Math.min(first + ASKED, Charts.OBSERVATIONS);
                observations.putAll(ids(
                        server,
                        login,
                        "Observation",
                        IntStream.range(first, last).mapToObj(i -> patient + "-o" + i)));
            }
        }
        return new Population(charts, List.copyOf(patients.values()), List.copyOf(observations.values()));
    }

    private static Map<String, String> ids(Contender server, String login, String type, Stream<String> values) {
        String asked = values.map(value -> Charts.SYSTEM + "%7C" + value).collect(Collectors.joining(","));
        Contender.Answer answer = server.send(login, "GET", "/" + type + "?_count=100&identifier=" + asked, null);
        require(server, answer);
        Map<String, String> ids = new TreeMap<>();
        try {
            for (JsonNode entry : JSON.readTree(answer.body()).path("entry")) {
                for (JsonNode identifier : entry.path("resource").path("identifier")) {
                    if (identifier.path("system").asText().equals(Charts.SYSTEM)) {
                        ids.put(
                                identifier.path("value").asText(),
                                entry.path("resource").path("id").asText());
                    }
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }

    private static void require(Contender server, Contender.Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(server.name() + " refused a chart: " + answer);
        }
    }
}
