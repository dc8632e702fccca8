package health.confidant.server.scenario;

import health.confidant.access.Role;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.demo.Cast;
import health.confidant.server.duty.Ward;
import health.confidant.server.shred.Officers;
import health.confidant.server.smart.App;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one story is played: who is in it, each with one token from beginning to end, and what its steps keep for later
 * ones. Names of the world, such as {@code Patient/maya}, stand for their references; {@code {name}} for a value.
 */
final class Stage implements AutoCloseable {
    private static final World WORLD = World.read();
    private static final Set<String> STRANGERS = Set.of("nobody", "visitor");
    private static final Pattern VALUE = Pattern.compile("\\{([a-z][^{}\"]*)}");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z][A-Za-z]+/[a-z0-9.-]+");
    private static final Pattern KEEP = Pattern.compile("(\\w+) := (?:header (\\S+)|(.+))");
    private static final Pattern WHO = Pattern.compile("([a-z-]+)(?:@([a-z-]+))?(?: \\[([^]]+)])?");

    /** People and records of a couple of the story's own. */
    private static final Map<String, Function<Ward, String>> WARD = Map.ofEntries(
            Map.entry("patient", ward -> ward.patient),
            Map.entry("partner", ward -> ward.partner),
            Map.entry("couple", ward -> ward.couple),
            Map.entry("counselor", ward -> ward.counselor),
            Map.entry("therapist", ward -> ward.therapist),
            Map.entry("colleague", ward -> ward.colleague),
            Map.entry("observation", ward -> ward.observation),
            Map.entry("counselingNote", ward -> ward.note),
            Map.entry("couplesRecord", ward -> ward.couplesNote),
            Map.entry("patientsCouplesRecord", ward -> ward.patientsCouplesNote),
            Map.entry("partnersObservation", ward -> ward.partnersObservation));

    private final TestServer server;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, App> browsers = new HashMap<>();
    private final Proofs proofs;
    private Ward ward;
    private String secondOfficer;

    Stage(TestServer server) {
        this.server = server;
        this.proofs = new Proofs(server);
        values.put("server", server.base().toString());
        values.put("fhir", server.fhir().toString());
        values.put("now", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        values.put("epoch", Long.toString(Instant.now().getEpochSecond()));
        values.put("random", UUID.randomUUID().toString());
    }

    /** Plays the step; what of its answer does not hold, is an error. */
    void play(Step step) {
        String request = filled(step.request());
        if (step.who().equals("given")) {
            Givens.make(server, request);
            return;
        }
        Reply reply = Reply.of(send(step.who(), Step.request(request)));
        for (String sentence : step.answer()) {
            Matcher keep = KEEP.matcher(sentence);
            if (keep.matches()) {
                keep(keep, reply);
            } else if (!reply.holds(filled(sentence))) {
                throw new AssertionError("%s%n  not so: %s%n  %d %s %s"
                        .formatted(
                                step, filled(sentence), reply.status(), reply.header("Location"), cut(reply.body())));
            }
        }
    }

    private void keep(Matcher keep, Reply reply) {
        String value = keep.group(2) == null
                ? reply.value(filled(keep.group(3))).orElse(null)
                : reply.headers().firstValue(keep.group(2)).orElse(null);
        if (value == null) {
            throw new AssertionError(
                    "Nothing to keep as " + keep.group(1) + " in " + reply.status() + " " + cut(reply.body()));
        }
        values.put(keep.group(1), value);
    }

    private HttpResponse<String> send(String who, Step.Request request) {
        return switch (request.verb()) {
            case "BROWSE", "SUBMIT", "LAUNCH", "AUTHORIZE" -> new Browsing(browser(who)).send(request);
            case "FORM" ->
                browser("nobody")
                        .post(request.path(), request.form(), request.headers().toArray(String[]::new));
            default -> ask(who, request);
        };
    }

    private HttpResponse<String> ask(String who, Step.Request request) {
        String body = Bodies.of(request);
        List<String> headers = new ArrayList<>(request.headers());
        if (request.verb().equals("PATCH") && !headers.contains("Upload-Offset")) {
            headers.addAll(List.of("Content-Type", "application/json-patch+json"));
        }
        String path = below(request.path());
        return server.send(
                token(who), request.verb(), path, body == null ? null : filled(body), headers.toArray(String[]::new));
    }

    /** Addresses that the server gave are its own. */
    private String below(String path) {
        String plain =
                path.replace(server.fhir() + "/", "/").replace(server.base().toString(), "");
        return plain.startsWith("/") ? plain : "/" + plain;
    }

    private String token(String who) {
        return who.equals("nobody") ? null : tokens.computeIfAbsent(who, this::obtain);
    }

    private String obtain(String who) {
        Matcher asker = WHO.matcher(who);
        if (!asker.matches()) {
            throw new IllegalArgumentException("Who is " + who + "?");
        }
        String login = asker.group(1);
        if (login.equals("second-officer")) {
            return ward().token(secondOfficer(), "officer-app");
        }
        if (WARD.containsKey(login)) {
            String reference = WARD.get(login).apply(ward());
            String client = reference.startsWith("Patient/") ? "individual-portal" : "clinician-app";
            return ward().token(reference, asker.group(2) == null ? client : asker.group(2));
        }
        if (login.equals("novak")) {
            server.signedInWithin(login, Officers.FRESH);
        }
        String client = asker.group(2) == null ? Cast.of(WORLD).member(login).client() : asker.group(2);
        return asker.group(3) == null
                ? server.token(login, client)
                : server.tokenWithScopes(login, client, asker.group(3));
    }

    /** Destruction wants two. */
    private String secondOfficer() {
        if (secondOfficer == null) {
            secondOfficer = "Practitioner/" + UUID.randomUUID();
            ward().account(secondOfficer, Role.PRIVACY_OFFICER);
        }
        return secondOfficer;
    }

    private Ward ward() {
        if (ward == null) {
            ward = new Ward(server);
        }
        return ward;
    }

    /** A browser of one's own; strangers are not signed in there. */
    private App browser(String who) {
        return browsers.computeIfAbsent(who, login -> {
            App browser = new App(server);
            if (!STRANGERS.contains(login)) {
                browser.signIn(
                        WARD.containsKey(login)
                                ? ward().credentials(WARD.get(login).apply(ward()))
                                : server.credentials(login));
            }
            return browser;
        });
    }

    private String filled(String text) {
        String named =
                NAME.matcher(text).replaceAll(name -> WORLD.references().getOrDefault(name.group(), name.group()));
        return VALUE.matcher(named).replaceAll(name -> Matcher.quoteReplacement(value(name.group(1))));
    }

    private String value(String name) {
        if (name.endsWith(".id")) {
            return Ward.part(value(name.substring(0, name.length() - ".id".length())));
        }
        if (values.containsKey(name)) {
            return values.get(name);
        }
        if (WARD.containsKey(name)) {
            return WARD.get(name).apply(ward());
        }
        String[] words = name.split(" ", 2);
        String made =
                switch (words[0]) {
                    case "day" -> day(words[1]).toString();
                    case "seconds" ->
                        Long.toString(day(words[1]).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
                    case "id" -> Ward.part(words[1]);
                    case "token" -> token(words[1]);
                    case "password" -> server.credentials(words[1]).password();
                    case "basic" ->
                        App.basic(words[1], server.credentials(words[1]).password());
                    case "assertion" -> proofs.of(words[1]);
                    default -> throw new IllegalArgumentException("There is no value " + name + ".");
                };
        values.put(name, made);
        return made;
    }

    /** {@code 60 days} or {@code 6 years} from today. */
    private static LocalDate day(String shift) {
        String[] parts = shift.split(" ");
        return LocalDate.now(ZoneOffset.UTC)
                .plus(Long.parseLong(parts[0]), ChronoUnit.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT)));
    }

    private static String cut(String body) {
        return body.substring(0, Math.min(body.length(), 4000));
    }

    @Override
    public void close() {
        if (secondOfficer != null) {
            server.administrator()
                    .update("update confidant.account set disabled = true where reference = ?", secondOfficer);
        }
    }
}
