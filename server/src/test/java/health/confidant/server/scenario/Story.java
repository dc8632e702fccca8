package health.confidant.server.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests that follow each other, to the one that shows what a requirement line says. */
record Story(List<Step> steps) {
    private static final String TABLE = "/scenarios/requests.table";

    static List<Story> read() {
        try (InputStream in = Story.class.getResourceAsStream(TABLE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Story> parse(String table) {
        List<Story> stories = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        table.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Step::parse)
                .forEach(step -> {
                    steps.add(step);
                    if (!step.because().isEmpty()) {
                        stories.add(new Story(List.copyOf(steps)));
                        steps.clear();
                    }
                });
        if (!steps.isEmpty()) {
            throw new IllegalArgumentException("A story without an end: " + steps.get(steps.size() - 1));
        }
        return stories;
    }

    String because() {
        return steps.get(steps.size() - 1).because();
    }

    @Override
    public String toString() {
        return because();
    }
}
