package health.confidant.server.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Draws directives that 42 CFR 2.31 and IHE PCF let become active: whole, or only denying. */
final class DrawnRules extends Dice {
    private static final List<String> READERS = List.of(
            "S0",
            "S1",
            "S2",
            "S3",
            "S4",
            "S5",
            "northside-ehr",
            "harbor-health-plan",
            "recovery-research",
            "county-court");
    private static final List<String> STATES = List.of("active", "active", "active", "active", "inactive", "proposed");

    private final World world;

    DrawnRules(Random random, World world) {
        super(random);
        this.world = world;
    }

    Fact.Directive directive(String name, String patient) {
        String status = STATES.get(random.nextInt(STATES.size()));
        return new Fact.Directive(name, patient, status, chance(3) ? deny(patient) : permit(patient));
    }

    /** The couples track, by its name. */
    Fact.Directive shares(String name, String patient, String reader) {
        Set<String> labels =
                chance(3) ? Set.of(Chart.NOTE, "couples") : Set.of("couples", some("general", "individual"));
        Rule rule = new Rule(
                true, Set.of(reader), Set.of(purpose(reader)), labels, null, null, null, null, When.NOW, List.of());
        return new Fact.Directive(name, patient, "active", rule);
    }

    private Rule permit(String patient) {
        Set<String> recipients = recipients(patient);
        String first = recipients.iterator().next();
        boolean legal = first.equals("county-court");
        String purpose = chance(8) && !legal ? some("TREAT", "HRESCH", "HPAYMT") : purpose(first);
        Set<String> labels = first.equals("harbor-health-plan") && !chance(4)
                ? some(Set.of("billing"), Set.of("billing", "general"))
                : opening();
        boolean note = labels.contains(Chart.NOTE);
        String type = labels.isEmpty() || chance(6)
                ? some("Observation", "Condition", "DocumentReference", "Communication")
                : null;
        Rule rule = new Rule(
                true,
                recipients,
                Set.of(purpose),
                labels,
                type,
                chance(6) && !note ? code() : null,
                chance(8) && !note ? record(patient) : null,
                chance(6) ? span() : null,
                chance(5) ? some(When.values()) : When.NOW,
                List.of());
        return chance(4) ? with(rule, exception(false, patient)) : rule;
    }

    private Rule deny(String patient) {
        Rule rule = new Rule(
                false,
                chance(3) ? Set.of() : recipients(patient),
                chance(2) ? Set.of() : Set.of(some("TREAT", "HPAYMT", "HRESCH", "HOPERAT")),
                closing(),
                chance(4) ? some("Observation", "Condition", "Patient", "Coverage") : null,
                chance(6) ? code() : null,
                chance(6) ? record(patient) : null,
                chance(6) ? span() : null,
                chance(5) ? some(When.values()) : When.NOW,
                List.of());
        return chance(3) ? with(rule, exception(true, patient)) : rule;
    }

    /** A nested permit says all that a permit must, so that it is whole whatever its root says. */
    private Rule exception(boolean permit, String patient) {
        Set<String> recipients = permit || chance(2) ? recipients(patient) : Set.of();
        return new Rule(
                permit,
                recipients,
                permit ? Set.of(purpose(recipients.iterator().next())) : Set.of(),
                permit ? Set.of(some("individual", "billing", "SUD", "couples")) : closing(),
                chance(3) ? some("Observation", "Condition") : null,
                null,
                null,
                chance(5) ? span() : null,
                null,
                List.of());
    }

    private static Rule with(Rule rule, Rule nested) {
        return new Rule(
                rule.permit(),
                rule.recipients(),
                rule.purposes(),
                rule.labels(),
                rule.type(),
                rule.code(),
                rule.record(),
                rule.from(),
                rule.when(),
                List.of(nested));
    }

    private Set<String> recipients(String patient) {
        if (chance(6)) {
            return Set.of(Draw.ORGANIZATION);
        }
        List<String> teams = world.all(Fact.Team.class)
                .filter(team -> team.subject().equals(patient))
                .map(Fact.Team::name)
                .toList();
        if (chance(5) && !teams.isEmpty()) {
            return Set.of(teams.get(random.nextInt(teams.size())));
        }
        Set<String> readers = new TreeSet<>(Set.of(some(READERS)));
        if (chance(4) && !readers.contains("county-court")) {
            readers.add(some("S0", "S3", "northside-ehr"));
        }
        return readers;
    }

    private String purpose(String recipient) {
        return world.people().stream()
                .filter(person -> person.name().equals(recipient))
                .map(person -> person.kind().purpose)
                .findFirst()
                .orElse("TREAT");
    }

    private Set<String> opening() {
        return switch (random.nextInt(12)) {
            case 0 -> Set.of("couples");
            case 1 -> Set.of("individual", "couples");
            case 2 -> Set.of("billing");
            case 3 -> Set.of("general", "individual");
            case 4 -> Set.of("SUD");
            case 5 -> Set.of("R");
            case 6 -> Set.of("ETH", "general");
            case 7 -> Set.of(Chart.NOTE);
            case 8 -> Set.of(Chart.NOTE, "individual");
            case 9 -> Set.of();
            default -> Set.of("individual");
        };
    }

    private Set<String> closing() {
        return switch (random.nextInt(9)) {
            case 0 -> Set.of("couples");
            case 1 -> Set.of("billing");
            case 2 -> Set.of("general");
            case 3 -> Set.of("SUD");
            case 4 -> Set.of("R");
            case 5 -> Set.of("OPIOIDUD", "privacy");
            case 6 -> Set.of();
            default -> Set.of("individual");
        };
    }

    private String code() {
        return some(Chart.ALCOHOL, Chart.OPIOID, Chart.AUDIT_C, Chart.HEART_RATE);
    }

    private static final List<String> SPANS =
            List.of("2026-03-01..2026-04-30", "2026-05-02..2026-06-30", "2026-07-01..2026-12-31");

    private String span() {
        return SPANS.get(random.nextInt(SPANS.size()));
    }

    /** One that the patient sees: nobody can name what is hidden from them. */
    private String record(String patient) {
        List<String> own = new ArrayList<>(world.all(Fact.Sheet.class)
                .filter(sheet -> sheet.subject().equals(patient)
                        && !sheet.note()
                        && !sheet.track().equals("couples"))
                .map(Fact.Sheet::name)
                .toList());
        return own.isEmpty() ? null : own.get(random.nextInt(own.size()));
    }
}
