package health.confidant.server.benchmark;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether two servers give the same answer, whatever ids they give: a faster answer with fewer rows is no win. */
final class Check {
    private static final Pattern IDENTIFIER =
            Pattern.compile("\"system\":\\s*\"" + Charts.SYSTEM + "\",\\s*\"value\":\\s*\"(p[^\"]+)\"");

    private static final Pattern NEXT = Pattern.compile("\"relation\":\\s*\"next\",\\s*\"url\":\\s*\"([^\"]+)\"");

    private Check() {}

    /** Identifiers of the charts' resources in an answer; what the benchmark itself writes is not the same on both. */
    static Set<String> rows(Contender.Answer answer) {
        Set<String> rows = new TreeSet<>();
        Matcher matcher = IDENTIFIER.matcher(answer.body());
        while (matcher.find()) {
            rows.add(matcher.group(1));
        }
        return rows;
    }

    /** The same of all pages of the answer to the i-th request of a kind. */
    private static Set<String> rows(Loop loop, Kind kind, int i) {
        Contender.Answer answer = loop.ask(kind, i);
        Set<String> rows = new TreeSet<>();
        for (Matcher next = NEXT.matcher(answer.body()); answer.status() == 200; next = NEXT.matcher(answer.body())) {
            rows.addAll(rows(answer));
            if (!next.find()) {
                return rows;
            }
            String url = next.group(1).replace("&amp;", "&");
            answer = loop.get(url.substring(loop.server().fhir().toString().length()));
        }
        throw new IllegalStateException(loop.server().name() + " " + kind + " " + answer);
    }

    /** Asks both the same, some times, and throws at the first difference; @return rows in all answers. */
    static int same(Loop one, Loop other, Kind kind, int times) {
        int rows = 0;
        for (int i = 0; i < times; i++) {
            Set<String> a = rows(one, kind, i);
            Set<String> b = rows(other, kind, i);
            if (!a.equals(b)) {
                throw new IllegalStateException("%s %d: %s shows %s, %s shows %s"
                        .formatted(
                                kind, i, one.server().name(), a, other.server().name(), b));
            }
            rows += a.size();
        }
        return rows;
    }
}
