package health.confidant.server.duty;

import health.confidant.access.Role;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authorization.Accounts;
import health.confidant.server.authorization.Browser;
import health.confidant.server.authorization.Credentials;
import health.confidant.server.demo.Cast;
import health.confidant.server.noninterference.Desk;
import health.confidant.server.noninterference.Member;
import health.confidant.server.noninterference.Records;
import health.confidant.server.threat.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A couple of its own, with people of its own around it: what is changed here changes nobody else's test. */
public final class Ward {
    private static final String PASSWORD = "a long password for a test";
    private static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    public final String patient = "Patient/" + UUID.randomUUID();
    public final String partner = "Patient/" + UUID.randomUUID();
    public final String couple = "Group/" + UUID.randomUUID();
    /** On the patient's individual team. */
    public final String counselor = "Practitioner/" + UUID.randomUUID();
    /** On the couples team; signed and trained. */
    public final String therapist = "Practitioner/" + UUID.randomUUID();
    /** A counselor on no team. */
    public final String colleague = "Practitioner/" + UUID.randomUUID();
    /** Individual track of the patient, by the counselor. */
    public final String observation = "Observation/" + UUID.randomUUID();

    public final String note = "DocumentReference/" + UUID.randomUUID();
    /** Couples track: of the patient, of the couple. */
    public final String patientsCouplesNote = "Observation/" + UUID.randomUUID();

    public final String couplesNote = "Observation/" + UUID.randomUUID();
    public final String partnersObservation = "Observation/" + UUID.randomUUID();

    private final TestServer server;
    private final Desk desk;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, Browser> browsers = new ConcurrentHashMap<>();

    public Ward(TestServer server) {
        this.server = server;
        this.desk = new Desk(server);
        desk.create(
                Member.of("berg"),
                Records.practitioner(part(counselor), "Counselor"),
                Records.practitioner(part(therapist), "Therapist"),
                Records.practitioner(part(colleague), "Colleague"));
        desk.create(Member.of("novak"), Records.agreement(id(), therapist));
        desk.create(
                Member.of("rivera"),
                Records.patient(part(patient), "Ward", "One", "female", "1990-01-01"),
                Records.patient(part(partner), "Ward", "Other", "male", "1990-01-02"),
                Records.couple(part(couple), patient, partner, false),
                Records.team(id(), "active", "individual", patient, List.of(counselor)),
                Records.team(id(), "active", "individual", partner, List.of(counselor)),
                Records.team(id(), "active", "couples", couple, List.of(therapist)));
        desk.create(
                member(counselor, Role.INDIVIDUAL_COUNSELOR),
                observation(observation, patient, counselor),
                observation(partnersObservation, partner, counselor));
        desk.create(
                member(counselor, Role.INDIVIDUAL_COUNSELOR),
                Records.note(part(note), patient, counselor, true, "2026-05-02"));
        desk.create(
                member(therapist, Role.COUPLES_THERAPIST),
                observation(patientsCouplesNote, patient, therapist),
                observation(couplesNote, couple, therapist));
        account(patient, Role.PATIENT);
        account(partner, Role.PATIENT);
        account(counselor, Role.INDIVIDUAL_COUNSELOR);
        account(therapist, Role.COUPLES_THERAPIST);
        account(colleague, Role.INDIVIDUAL_COUNSELOR);
    }

    public Desk desk() {
        return desk;
    }

    /** The person, with their own client; the token is kept. */
    public Answer as(String reference, String method, String path, String body, String... headers) {
        String client = reference.startsWith("Patient/") ? "individual-portal" : "clinician-app";
        return Answer.of(server.send(token(reference, client), method, "/" + path, body, headers));
    }

    public Answer get(String reference, String path, String... headers) {
        return as(reference, "GET", path, null, headers);
    }

    /** The same through another client. */
    public Answer with(String client, String reference, String method, String path, String body) {
        return Answer.of(server.send(token(reference, client), method, "/" + path, body));
    }

    /** A member of the cast. */
    public Answer cast(String login, String method, String path, String body) {
        return Answer.of(server.send(server.token(login), method, "/" + path, body));
    }

    public String token(String reference, String client) {
        return tokens.computeIfAbsent(reference + client, k -> signIn(reference, client));
    }

    public static Member member(String reference, Role role) {
        return Member.of("", reference, Set.of(role), "clinician-app");
    }

    public static String observation(String reference, String subject, String author) {
        return Records.observation(part(reference), subject, author, "final", "75626-2", "2026-05-01");
    }

    public static String part(String reference) {
        return reference.substring(reference.indexOf('/') + 1);
    }

    public static String id() {
        return UUID.randomUUID().toString();
    }

    public void account(String reference, Role... roles) {
        server.bean(Accounts.class).create("u" + part(reference), PASSWORD, reference, Set.of(roles));
        if (codes(reference).isPresent()) {
            server.bean(OneTimePasswords.class).enrol("u" + part(reference), SECRET);
        }
    }

    public Credentials credentials(String reference) {
        return new Credentials("u" + part(reference), PASSWORD, codes(reference));
    }

    /** Whoever is no patient needs a second step. */
    private static Optional<String> codes(String reference) {
        return reference.startsWith("Patient/") ? Optional.empty() : Optional.of(SECRET);
    }

    /** In the person's browser, which signs in once: staff need a second factor, and a code works once. */
    private synchronized String signIn(String reference, String client) {
        Cast.App app = Cast.of(World.read()).app(client);
        try {
            return browsers.computeIfAbsent(reference, who -> new Browser(server.base(), credentials(who)))
                    .token(client, URI.create(app.redirectUris().get(0)), String.join(" ", app.scopes()));
        } catch (IOException e) {
            throw new IllegalStateException("No token for " + reference, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
