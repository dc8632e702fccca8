package health.confidant.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.access.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside people who change, delete and hide records between two pages. */
class LinesTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");

    /** Last change of each record; the endpoint, as far as it matters here. */
    private final Map<String, Instant> records = new LinkedHashMap<>();

    private ObjectNode page(Map<String, List<String>> query) {
        Instant from = Instant.EPOCH;
        for (String bound : query.get("_lastUpdated")) {
            from = bound.startsWith("ge") ? Instant.parse(bound.substring(2)) : from;
        }
        Instant first = from;
        List<String> found = records.keySet().stream()
                .filter(id ->
                        !records.get(id).isBefore(first) && !records.get(id).isAfter(AT))
                .sorted(java.util.Comparator.<String, Instant>comparing(records::get)
                        .thenComparing(id -> id))
                .toList();
        int offset =
                Integer.parseInt(query.getOrDefault("_offset", List.of("0")).get(0));
        int count = Integer.parseInt(query.get("_count").get(0));
        ObjectNode bundle = Searches.JSON.createObjectNode();
        ArrayNode entries = bundle.putArray("entry");
        found.stream().skip(offset).limit(count).forEach(id -> {
            ObjectNode resource = entries.addObject().putObject("resource").put("id", id);
            resource.putObject("meta").put("lastUpdated", records.get(id).toString());
        });
        if (found.size() > offset + count) {
            bundle.putArray("link").addObject().put("relation", "next");
        }
        return bundle;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void recordsThatNobodyTouchesAreEachThereOnce(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1500; i++) {
            // Few instants, so that some have more records than a page.
            records.put(
                    UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)})
                            .toString(),
                    AT.minusSeconds(1 + random.nextInt(random.nextBoolean() ? 2 : 500)));
        }
        Set<String> touched = new HashSet<>();
        Map<String, Integer> shown = new HashMap<>();
        Lines lines = new Lines(new Export(
                UUID.randomUUID(), "", "", Purpose.TREAT, List.of(), Optional.empty(), "", AT, AT.plusSeconds(1)));
        int pages = 0;
        while (lines.more()) {
            lines.take(page(lines.next()))
                    .forEach(line -> shown.merge(line.path("id").asText(), 1, Integer::sum));
            pages++;
            assertThat(pages).isLessThan(100);
            List<String> left = new ArrayList<>(records.keySet());
            for (int change = 0; change < 20; change++) {
                String id = left.get(random.nextInt(left.size()));
                // A deletion within an instant that has more than a page moves the rest of it up: not these.
                if (records.get(id).isBefore(AT.minusSeconds(2))) {
                    touched.add(id);
                    records.put(id, AT.plusSeconds(1));
                }
            }
        }
        assertThat(pages).isGreaterThan(5);
        for (String id : records.keySet()) {
            assertThat(shown.getOrDefault(id, 0))
                    .as(id)
                    .isEqualTo(touched.contains(id) ? shown.getOrDefault(id, 0) : 1);
            assertThat(shown.getOrDefault(id, 0)).isLessThanOrEqualTo(1);
        }
    }
}
