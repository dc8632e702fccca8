package health.confidant.server.scenario;

import health.confidant.server.scenario.Finding.Kind;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One caller in front of one record, with everything a door needs.
 *
 * @param owner the record's first owner, who asks with a token of their own; null for the directory
 */
record Visit(Caller caller, Target target, Records records, Caller owner) {
    /** Names nothing, in the shape of a name. */
    static final String NOBODY = UUID.randomUUID().toString();

    static final String NOTHING = "https://confidant.health/id/none|" + NOBODY;

    String type() {
        return target.type();
    }

    /** Asks about the record and about nothing. Shown when the answer holds the record, told when the answers differ. */
    Finding compare(Function<String, Ask> byId) {
        return compare(byId.apply(target.id()), byId.apply(NOBODY), answer -> answer.holds(target));
    }

    Finding compareIdentifier(Function<String, Ask> byIdentifier) {
        return compare(
                byIdentifier.apply(target.identifier()), byIdentifier.apply(NOTHING), answer -> answer.holds(target));
    }

    Finding compare(Ask about, Ask aboutNothing, Predicate<Answer> shown) {
        Answer hit = caller.ask(about);
        if (shown.test(hit)) {
            return new Finding(Kind.SHOWN, about.line());
        }
        Answer miss = caller.askOnce(aboutNothing);
        String left = hit.without(names());
        String right = miss.without(names());
        return left.equals(right)
                ? new Finding(Kind.SILENT, about.line())
                : new Finding(Kind.TOLD, about.line() + "\n  answers " + left + "\n  nothing " + right);
    }

    /** For answers that hold other records too, and so cannot equal the answer about nothing. */
    Finding look(String path) {
        List<Answer> pages = caller.walk(path);
        if (pages.stream().anyMatch(page -> page.holds(target))) {
            return new Finding(Kind.SHOWN, "GET " + path);
        }
        int status = pages.get(0).status();
        if (status == 400) {
            return Finding.inapplicable("refused to everybody: GET " + path);
        }
        return new Finding(Kind.SILENT, "GET " + path);
    }

    private List<String> names() {
        return List.of(target.identifier(), NOTHING, target.id(), NOBODY);
    }
}
