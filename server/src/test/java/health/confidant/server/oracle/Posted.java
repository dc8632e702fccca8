package health.confidant.server.oracle;

import health.confidant.server.noninterference.Reception;
import health.confidant.server.noninterference.Records;
import health.confidant.server.threat.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A world on the server, with ids of its own: records by those who may write them, directives by their patients,
 * decisions by the officer. Whoever writes a record is on a team for it meanwhile, signed and trained.
 */
final class Posted {
    private static final String PORTAL = "individual-portal";

    private final World world;
    private final Reception reception;
    private final Papers papers = new Papers(this::reference);
    private final Map<String, String> references = new HashMap<>();
    private final Map<String, Fact.Team> founding = new LinkedHashMap<>();
    /** Whether partners have left who will. */
    private boolean settled;

    private final Map<String, String> keys = new HashMap<>();

    Posted(World world, Reception reception) {
        this.world = world;
        this.reception = reception;
        identify();
        staff();
        people();
        devices();
        charts();
        settle();
        world.all(Fact.Order.class).forEach(this::order);
        world.all(Fact.Directive.class).forEach(this::directive);
        world.all(Fact.Restriction.class).forEach(this::restriction);
        world.all(Fact.Emergency.class).forEach(this::emergency);
    }

    Reception reception() {
        return reception;
    }

    /** {@code Type/id} of what has that name. */
    String reference(String name) {
        String reference = references.get(name);
        if (reference == null) {
            throw new IllegalArgumentException(name);
        }
        return reference;
    }

    private String id(String name) {
        return reference(name).substring(reference(name).indexOf('/') + 1);
    }

    private void identify() {
        for (Person person : world.people()) {
            String type = person.kind() == Kind.PATIENT ? "Patient" : "Practitioner";
            String reference = person.ofCast() ? Reception.reference(person.name()) : made(type);
            references.put(person.name(), reference);
            if (!person.ofCast()) {
                reception.welcome(reference, person.kind().roles());
            }
        }
        references.put(Draw.ORGANIZATION, made("Organization"));
        world.all(Fact.Couple.class).forEach(fact -> references.put(fact.name(), made("Group")));
        world.all(Fact.Team.class).forEach(fact -> references.put(fact.name(), made("CareTeam")));
        world.all(Fact.Post.class).forEach(fact -> references.put(fact.name(), made("PractitionerRole")));
        world.all(Fact.Agreement.class).forEach(fact -> references.put(fact.name(), made("Contract")));
        world.all(Fact.Sheet.class).forEach(fact -> references.put(fact.name(), made(fact.type())));
        world.all(Fact.Directive.class).forEach(fact -> references.put(fact.name(), made("Consent")));
    }

    private static String made(String type) {
        return type + "/" + UUID.randomUUID();
    }

    /** What a record is, to be stored once more. */
    String body(String name) {
        Fact fact = world.facts().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
        if (fact instanceof Fact.Sheet sheet) {
            return sheet(sheet);
        }
        if (fact instanceof Fact.Team team) {
            return team(team, team.active());
        }
        return fact instanceof Fact.Directive directive ? consent(directive) : patient(name);
    }

    /** A new record like that one, by somebody. */
    String like(String name, String author) {
        Fact.Sheet sheet = sheet(name);
        return sheet(sheet.by(author, sheet.track()));
    }

    Fact.Sheet sheet(String name) {
        return world.all(Fact.Sheet.class)
                .filter(sheet -> sheet.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** Names of the records that it refers to. */
    Set<String> refersTo(String name) {
        return world.facts().stream()
                .filter(fact -> fact.name().equals(name))
                .findFirst()
                .map(fact -> {
                    Set<String> others = new TreeSet<>(fact.needs());
                    if (fact instanceof Fact.Directive directive) {
                        others.add(directive.patient());
                    }
                    return others;
                })
                .orElse(new TreeSet<>());
    }

    private Stream<String> treating() {
        return world.people().stream().filter(person -> person.kind().treats()).map(Person::name);
    }

    private void staff() {
        List<String> directory = new ArrayList<>(
                treating().map(name -> papers.practitioner(name, When.NOW)).toList());
        directory.add(papers.organization(Draw.ORGANIZATION));
        world.all(Fact.Post.class).map(papers::post).forEach(directory::add);
        reception.create("berg", directory);
        List<String> agreements = new ArrayList<>();
        treating().forEach(name -> {
            String paper = agreementOf(name);
            references.putIfAbsent(paper, made("Contract"));
            agreements.add(agreement(paper, name, When.NOW));
        });
        reception.create("novak", agreements);
    }

    private String agreementOf(String person) {
        return world.all(Fact.Agreement.class)
                .filter(fact -> fact.person().equals(person))
                .map(Fact::name)
                .findFirst()
                .orElse("agreement of " + person);
    }

    private String agreement(String paper, String person, When when) {
        return Records.agreement(id(paper), reference(person))
                .replace("{\"start\":\"2026-02-16\",\"end\":\"2031-02-16\"}", when.json());
    }

    private void people() {
        List<String> admitted = new ArrayList<>();
        for (Person person : world.people()) {
            if (person.kind() == Kind.PATIENT && !person.name().startsWith("X")) {
                admitted.add(patient(person.name()));
            }
        }
        world.all(Fact.Couple.class).forEach(couple -> admitted.add(couple(couple, false)));
        world.all(Fact.Sheet.class)
                .filter(sheet -> sheet.author().startsWith("S"))
                .forEach(sheet -> {
                    String subject = sheet.track().equals("couples") ? coupleOf(sheet.subject()) : sheet.subject();
                    String name = "founding " + subject;
                    references.putIfAbsent(name, made("CareTeam"));
                    Set<String> members = new TreeSet<>(Set.of(sheet.author()));
                    if (founding.containsKey(name)) {
                        members.addAll(founding.get(name).members());
                    }
                    founding.put(name, new Fact.Team(name, subject, sheet.track(), members, When.NOW, true));
                });
        founding.values().forEach(team -> admitted.add(team(team, true)));
        reception.create("rivera", admitted);
    }

    /** The couple itself, or the one that a partner is in. */
    private String coupleOf(String subject) {
        return world.all(Fact.Couple.class)
                .filter(couple ->
                        Set.of(couple.name(), couple.one(), couple.other()).contains(subject))
                .map(Fact.Couple::name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No couple of " + subject));
    }

    private String patient(String name) {
        return Records.patient(id(name), "World", name, "female", "1990-01-01");
    }

    private String couple(Fact.Couple couple, boolean now) {
        String json = Records.couple(id(couple.name()), reference(couple.one()), reference(couple.other()), false);
        return now && couple.left().contains(couple.other())
                ? json.replace("\"inactive\":false", "\"inactive\":true")
                : json;
    }

    private String team(Fact.Team team, boolean active) {
        return papers.team(team.name(), team.subject(), team.track(), team.members(), team.when(), active);
    }

    private void charts() {
        List<String> brought = new ArrayList<>(List.of(patient("X0")));
        Map<String, List<String>> written = new LinkedHashMap<>();
        world.all(Fact.Sheet.class).forEach(sheet -> {
            List<String> by = sheet.author().equals("northside-ehr")
                    ? brought
                    : written.computeIfAbsent(sheet.author(), author -> new ArrayList<>());
            by.add(sheet(sheet));
        });
        reception.create("northside-ehr", brought);
        written.forEach((author, sheets) -> reception.create(person(author), sheets));
    }

    /** Everybody who writes or is written to has one. */
    private void devices() {
        world.people().stream().filter(person -> !person.ofCast()).forEach(person -> {
            String client = person.kind() == Kind.PATIENT ? "messages-individual" : "messages-clinician-individual";
            Answer registered = reception.ask(
                    reference(person.name()),
                    client,
                    Reception.scopes(client),
                    "POST",
                    "devices",
                    Envelopes.device(),
                    "Content-Type",
                    "application/json");
            if (registered.status() != 201) {
                throw new IllegalStateException("No device: " + registered.status() + " " + registered.body());
            }
            keys.put(person.name(), registered.json().path("kid").asText());
        });
    }

    /** To the sender's own key too, as apps do. */
    private String message(Fact.Sheet sheet) {
        Set<String> people = new TreeSet<>(Set.of(sheet.author()));
        for (String to : sheet.to()) {
            world.all(Fact.Couple.class)
                    .filter(couple -> couple.name().equals(to))
                    .flatMap(couple -> Stream.of(couple.one(), couple.other())
                            .filter(partner -> !settled || !couple.left().contains(partner)))
                    .forEach(people::add);
            people.add(to);
        }
        people.retainAll(keys.keySet());
        return Envelopes.message(
                id(sheet.name()),
                reference(sheet.subject()),
                reference(sheet.author()),
                sheet.to().stream().map(this::reference).toList(),
                sheet.day(),
                people.stream().map(keys::get).toList());
    }

    private String sheet(Fact.Sheet sheet) {
        String id = id(sheet.name());
        String subject = reference(sheet.subject());
        String author = reference(sheet.author());
        String payer = Reception.reference("harbor-health-plan");
        return switch (sheet.type()) {
            case "Observation" ->
                Records.observation(id, subject, author, "final", Papers.code(sheet.code()), sheet.day());
            case "Condition" -> papers.condition(sheet);
            case "DocumentReference" -> Records.note(id, subject, author, sheet.note(), sheet.day());
            case "Appointment" -> Records.appointment(id, subject, reference("S0"), sheet.day());
            case "Coverage" -> Records.coverage(id, subject, payer);
            case "Communication" -> message(sheet);
            case "Claim" -> Papers.billed(Records.claim(id, subject, coverage(sheet), payer, sheet.day()), sheet.day());
            default -> throw new IllegalArgumentException(sheet.type());
        };
    }

    private String coverage(Fact.Sheet claim) {
        return world.all(Fact.Sheet.class)
                .filter(sheet ->
                        sheet.type().equals("Coverage") && sheet.subject().equals(claim.subject()))
                .map(sheet -> reference(sheet.name()))
                .findFirst()
                .orElseGet(() -> {
                    String extra = made("Coverage");
                    reception.create(
                            "mo",
                            List.of(Records.coverage(
                                    extra.substring(extra.indexOf('/') + 1),
                                    reference(claim.subject()),
                                    Reception.reference("harbor-health-plan"))));
                    return extra;
                });
    }

    /** What is so once the records are written: teams, papers, partners who left. */
    private void settle() {
        settled = true;
        founding.values().forEach(team -> reception.update("rivera", List.of(team(team, false))));
        reception.create(
                "rivera",
                world.all(Fact.Team.class)
                        .map(team -> team(team, team.active()))
                        .toList());
        treating().forEach(name -> {
            reception.update("berg", List.of(papers.practitioner(name, training(name))));
            reception.update("novak", List.of(agreement(agreementOf(name), name, agreed(name))));
        });
        world.all(Fact.Couple.class)
                .filter(couple -> !couple.left().isEmpty())
                .forEach(couple -> reception.update("rivera", List.of(couple(couple, true))));
    }

    private When training(String person) {
        return world.all(Fact.Training.class)
                .filter(fact -> fact.person().equals(person))
                .map(Fact.Training::when)
                .findFirst()
                .orElse(When.PAST);
    }

    private When agreed(String person) {
        return world.all(Fact.Agreement.class)
                .filter(fact -> fact.person().equals(person))
                .map(Fact.Agreement::when)
                .findFirst()
                .orElse(When.PAST);
    }

    private void directive(Fact.Directive directive) {
        Answer stored = ask(directive.patient(), PORTAL, "POST", "Consent", consent(directive));
        expect(201, stored, directive);
        references.put(directive.name(), "Consent/" + stored.json().path("id").asText());
    }

    private String consent(Fact.Directive directive) {
        return Records.consentWith(
                id(directive.name()),
                directive.status(),
                reference(directive.patient()),
                papers.provision(directive.rule()));
    }

    private void restriction(Fact.Restriction restriction) {
        Answer asked = ask(
                restriction.patient(),
                PORTAL,
                "POST",
                reference(restriction.patient()) + "/$request-restriction",
                Papers.parameters(
                        "{\"name\":\"kind\",\"valueCode\":\"hide\"}",
                        "{\"name\":\"words\",\"valueString\":\"Please keep it from them.\"}",
                        "{\"name\":\"recipient\",\"valueReference\":{\"reference\":\""
                                + reference(restriction.recipient()) + "\"}}",
                        coded("track", restriction.track()),
                        coded("type", restriction.type())));
        expect(200, asked, restriction);
        String task = "Task/" + asked.json().path("id").asText();
        Answer decided = ask(
                "novak",
                Kind.OFFICER.client,
                "POST",
                task + "/$decide-restriction",
                Papers.parameters(
                        "{\"name\":\"decision\",\"valueCode\":\"accepted\"}",
                        "{\"name\":\"reason\",\"valueString\":\"It protects the patient.\"}"));
        expect(200, decided, restriction);
    }

    private static String coded(String name, String code) {
        return code == null ? null : "{\"name\":\"" + name + "\",\"valueCode\":\"" + code + "\"}";
    }

    private void emergency(Fact.Emergency emergency) {
        Answer declared = ask(
                emergency.person(),
                Kind.COUNSELOR.client,
                "POST",
                reference(emergency.patient()) + "/$break-glass",
                Papers.parameters(
                        "{\"name\":\"reason\",\"valueString\":\"Overdose, unconscious.\"}",
                        "{\"name\":\"recipient\",\"valueString\":\"Dr. Ada Stone\"}",
                        "{\"name\":\"facility\",\"valueString\":\"Northside Community Hospital\"}",
                        "{\"name\":\"minutes\",\"valueInteger\":60}"));
        expect(200, declared, emergency);
    }

    private void order(Fact.Order order) {
        Legal legal = new Legal(reference(order.patient()));
        List<String> documents = Stream.of("court-order", "mandate")
                .map(code -> {
                    Answer stored =
                            ask("novak", Kind.OFFICER.client, "POST", "DocumentReference", legal.document(code));
                    expect(201, stored, order);
                    return "DocumentReference/" + stored.json().path("id").asText();
                })
                .toList();
        String task = legal.order(documents.get(0), documents.get(1), order.track(), order.when());
        expect(201, ask("novak", Kind.OFFICER.client, "POST", "Task", task), order);
    }

    private Answer ask(String who, String client, String method, String path, String body) {
        return reception.ask(person(who), client, method, path, body);
    }

    /** As the reception knows them: a member of the cast by login. */
    String person(String name) {
        return world.person(name).ofCast() ? name : reference(name);
    }

    private static void expect(int status, Answer answer, Fact fact) {
        if (answer.status() != status) {
            throw new IllegalStateException(fact + " was refused: " + answer.status() + " " + answer.body());
        }
    }
}
