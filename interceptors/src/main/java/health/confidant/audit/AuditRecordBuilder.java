package health.confidant.audit;

import health.confidant.access.CitedRule;
import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Says what an {@link AuditRecord} is, part by part; the parts are described there. Not thread-safe. */
public final class AuditRecordBuilder {
    private UUID id = UUID.randomUUID();
    private Instant at;
    private String request = "";
    private Action action;
    private Outcome outcome;
    private String agent = "";
    private String client = "";
    private Purpose purpose = Purpose.HOPERAT;
    private String address = "";
    private Optional<String> patient = Optional.empty();
    private int owner = 0;
    private List<String> entities = List.of();
    private String query = "";
    private List<CitedRule> rules = List.of();
    private List<String> roles = List.of();
    private Optional<Track> track = Optional.empty();
    private String token = "";
    private String detail = "";

    AuditRecordBuilder() {}

    public AuditRecordBuilder id(UUID id) {
        this.id = id;
        return this;
    }

    public AuditRecordBuilder at(Instant at) {
        this.at = at;
        return this;
    }

    public AuditRecordBuilder request(String request) {
        this.request = request;
        return this;
    }

    public AuditRecordBuilder action(Action action) {
        this.action = action;
        return this;
    }

    public AuditRecordBuilder outcome(Outcome outcome) {
        this.outcome = outcome;
        return this;
    }

    public AuditRecordBuilder agent(String agent) {
        this.agent = agent;
        return this;
    }

    public AuditRecordBuilder client(String client) {
        this.client = client;
        return this;
    }

    public AuditRecordBuilder purpose(Purpose purpose) {
        this.purpose = purpose;
        return this;
    }

    public AuditRecordBuilder address(String address) {
        this.address = address;
        return this;
    }

    public AuditRecordBuilder patient(Optional<String> patient) {
        this.patient = patient;
        return this;
    }

    public AuditRecordBuilder owner(int owner) {
        this.owner = owner;
        return this;
    }

    public AuditRecordBuilder entities(List<String> entities) {
        this.entities = entities;
        return this;
    }

    public AuditRecordBuilder query(String query) {
        this.query = query;
        return this;
    }

    public AuditRecordBuilder rules(List<CitedRule> rules) {
        this.rules = rules;
        return this;
    }

    public AuditRecordBuilder roles(List<String> roles) {
        this.roles = roles;
        return this;
    }

    public AuditRecordBuilder track(Optional<Track> track) {
        this.track = track;
        return this;
    }

    public AuditRecordBuilder token(String token) {
        this.token = token;
        return this;
    }

    public AuditRecordBuilder detail(String detail) {
        this.detail = detail;
        return this;
    }

    public AuditRecord build() {
        return new AuditRecord(
                id, at, request, action, outcome, agent, client, purpose, address, patient, owner, entities, query,
                rules, roles, track, token, detail);
    }
}
