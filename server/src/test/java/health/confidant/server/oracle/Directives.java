package health.confidant.server.oracle;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the patients of a world have permitted and denied: 42 CFR 2.31 and 2.33, FHIR R4 Consent, IHE PCF, and ADR 0020
 * to 0022 where those leave a choice.
 */
final class Directives {
    private static final Set<String> TRACKS = Set.of("individual", "couples", "billing", "general", "privacy");

    private final World world;

    Directives(World world) {
        this.world = world;
    }

    /** A rule that is taken for itself, and whose it is. */
    private record Signed(String patient, Rule rule, List<Rule> exceptions) {}

    /** Everything that patients' signatures say, nested rules told apart. A directive that is not active says nothing. */
    private Stream<Signed> signed() {
        Stream<Signed> directives = world.all(Fact.Directive.class)
                .filter(directive -> directive.status().equals("active"))
                .flatMap(directive -> Stream.concat(
                        Stream.of(root(directive)),
                        directive.rule().nested().stream()
                                .map(nested ->
                                        new Signed(directive.patient(), nested.within(directive.rule()), List.of()))));
        // 164.522(a)(1)(iii): an accepted restriction is a denial.
        Stream<Signed> restrictions = world.all(Fact.Restriction.class)
                .map(restriction -> new Signed(restriction.patient(), denial(restriction), List.of()));
        return Stream.concat(directives, restrictions);
    }

    static Rule denial(Fact.Restriction restriction) {
        return new Rule(
                false,
                Set.of(restriction.recipient()),
                Set.of(),
                restriction.track() == null ? Set.of() : Set.of(restriction.track()),
                restriction.type(),
                null,
                null,
                null,
                null,
                List.of());
    }

    /** An exception to a permit denies for itself; one to a denial also takes out of it what it permits. */
    private static Signed root(Fact.Directive directive) {
        Rule root = directive.rule();
        return new Signed(
                directive.patient(),
                root,
                root.nested().stream().map(nested -> nested.within(root)).toList());
    }

    /**
     * Whether everybody whose confidence the record keeps has permitted it: the patient, or both partners of a couple
     * that is still one (requirement 34).
     *
     * @param track that the permit must name, or null (requirement 33: a grant to the other track's staff names it)
     */
    boolean permitted(Person reader, String purpose, Held record, String track) {
        Set<String> grantors = grantors(record);
        return !grantors.isEmpty()
                && grantors.stream().allMatch(grantor -> signed().anyMatch(signed ->
                        signed.rule().permit()
                                && signed.patient().equals(grantor)
                                && (track == null || signed.rule().labels().contains(track))
                                && permits(signed.rule(), reader, purpose, record)));
    }

    private Set<String> grantors(Held record) {
        if (!record.couples()) {
            return Set.of(record.owner());
        }
        Fact.Couple couple = couple(record.owner());
        return couple.left().isEmpty() ? Set.of(couple.one(), couple.other()) : Set.of();
    }

    Fact.Couple couple(String name) {
        return world.all(Fact.Couple.class)
                .filter(couple -> couple.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Denials that speak of this reader and record. Former partners still deny what identifies them. */
    Stream<Denial> denials(Person reader, String purpose, Held record) {
        Set<String> concerned = record.couples()
                ? Set.of(couple(record.owner()).one(), couple(record.owner()).other())
                : Set.of(record.owner());
        return signed().filter(signed -> !signed.rule().permit()
                        && concerned.contains(signed.patient())
                        && denies(signed, reader, purpose, record))
                .map(signed -> new Denial(
                        signed.patient(), signed.rule().recipients().stream().anyMatch(name -> means(name, reader))));
    }

    /** @param named whether it names the reader, or a team or organisation of theirs */
    record Denial(String patient, boolean named) {}

    private boolean permits(Rule rule, Person reader, String purpose, Held record) {
        return rule.recipients().stream().anyMatch(name -> means(name, reader))
                && rule.purposes().contains(purpose)
                && rule.when() != null
                && rule.when().holds()
                && content(rule, record, true)
                && permitsLabels(rule.labels(), record);
    }

    private static boolean permitsLabels(Set<String> labels, Held record) {
        List<String> tracks = labels.stream().filter(TRACKS::contains).toList();
        boolean couples = record.couples() || record.track().equals("couples");
        if (couples && !tracks.contains("couples")) {
            return false; // Nobody opens the couples track without saying so.
        }
        if (record.note()) {
            // 2.31(b): by a consent for counseling notes alone; a track beside it narrows it.
            return labels.contains(Chart.NOTE) && (tracks.isEmpty() || tracks.contains(record.track()));
        }
        if (labels.contains(Chart.NOTE)) {
            return false;
        }
        return labels.isEmpty()
                || tracks.contains(record.track())
                || labels.stream().anyMatch(label -> carries(record, label));
    }

    private boolean denies(Signed signed, Person reader, String purpose, Held record) {
        Rule rule = signed.rule();
        return (rule.recipients().isEmpty() || rule.recipients().stream().anyMatch(name -> means(name, reader)))
                && (rule.purposes().isEmpty() || rule.purposes().contains(purpose))
                && (rule.when() == null || rule.when().holds())
                && content(rule, record, false)
                && deniesLabels(rule.labels(), record)
                && signed.exceptions().stream()
                        .noneMatch(exception -> exception.permit() && permits(exception, reader, purpose, record));
    }

    private static boolean deniesLabels(Set<String> labels, Held record) {
        return labels.isEmpty()
                || labels.contains("R") // "That level or lower" was not meant to release what is above it.
                || labels.contains(record.track())
                || record.couples() && labels.contains("couples")
                || labels.stream().anyMatch(label -> carries(record, label));
    }

    /** R4: a confidentiality code means that level or lower. SUD and ETH mean every kind of it (requirement 3). */
    private static boolean carries(Held record, String label) {
        return switch (label) {
            case "R" -> record.labels().contains("R") || record.labels().contains("N");
            case "SUD", "ETH" ->
                record.labels().contains("SUD")
                        || record.labels().contains("ETHUD")
                        || record.labels().contains("OPIOIDUD");
            default -> !TRACKS.contains(label) && record.labels().contains(label);
        };
    }

    private static boolean content(Rule rule, Held record, boolean permit) {
        return (rule.type() == null || rule.type().equals(record.type()))
                && (rule.code() == null
                        || record.codes().contains(rule.code())
                        || !permit && record.selected().contains(rule.code()))
                && (rule.record() == null || rule.record().equals(record.name()))
                && (rule.from() == null || from(rule.from(), record.day(), permit));
    }

    /** A record of no known day is reached by what closes and not by what opens. */
    private static boolean from(String span, String day, boolean permit) {
        if (day == null) {
            return !permit;
        }
        String first = span.substring(0, span.indexOf(".."));
        String last = span.substring(span.indexOf("..") + 2);
        return first.compareTo(day) <= 0 && day.compareTo(last) <= 0;
    }

    /** A name means the person, or whoever is on the team or works for the organisation now (ADR 0021). */
    private boolean means(String name, Person reader) {
        if (name.equals(reader.name())) {
            return true;
        }
        boolean member = world.all(Fact.Team.class)
                .anyMatch(team -> team.name().equals(name)
                        && team.active()
                        && team.when().holds()
                        && team.members().contains(reader.name()));
        return member
                || world.all(Fact.Post.class)
                        .anyMatch(post -> post.organization().equals(name)
                                && post.person().equals(reader.name())
                                && post.when().holds());
    }
}
