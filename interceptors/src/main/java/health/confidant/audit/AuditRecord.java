package health.confidant.audit;

import health.confidant.access.CitedRule;
import health.confidant.access.Purpose;
import health.confidant.access.Track;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One audited event, ready for the journal; rendered as a FHIR AuditEvent when it is read.
 *
 * @param request correlation id of the HTTP request; shared by all of its records
 * @param agent reference of the person or system that asked
 * @param client OAuth client id
 * @param address network address of the caller
 * @param patient {@code Patient/[id]}, exactly one (BALP), or empty where no patient was touched
 * @param owner key of the owner in {@code confidant.owner}, or 0
 * @param entities versioned references of what was shown or changed; of a denial, the consents that were looked at
 * @param query raw query of a search, else empty
 * @param rules the rules that decided
 * @param roles what the agent is to the program, by name
 * @param track of the records that were touched, if they are of one
 * @param token id of the access token that it was done with ({@code jti}, RFC 7519), else empty
 * @param detail a code or a plain sentence about what has no resource: the refusal, the setting, the grant
 */
public record AuditRecord(
        UUID id,
        Instant at,
        String request,
        Action action,
        Outcome outcome,
        String agent,
        String client,
        Purpose purpose,
        String address,
        Optional<String> patient,
        int owner,
        List<String> entities,
        String query,
        List<CitedRule> rules,
        List<String> roles,
        Optional<Track> track,
        String token,
        String detail) {

    /** What was done; the number is part of the canonical record and never changes its meaning. */
    public enum Action {
        READ(1, "read"),
        VREAD(2, "vread"),
        HISTORY(3, "history-instance"),
        SEARCH(4, "search-type"),
        CREATE(5, "create"),
        UPDATE(6, "update"),
        PATCH(7, "patch"),
        DELETE(8, "delete"),
        OPERATION(9, "operation"),
        /**
         * Records left the program on a consent or an order (42 CFR 2.11), one for each line of the ledger of disclosures;
         * beside the read or search that they left by.
         */
        DISCLOSE(10, "disclose"),
        /** An outside system sent records of a patient; beside the write that they came by. */
        RECEIVE(11, "disclose"),
        /** Somebody proved who they are, or failed to. */
        SIGN_IN(20, "110122"),
        SIGN_OUT(21, "110123"),
        /** A token was issued, or refused. */
        TOKEN(22, "110126"),
        /** A node began to serve. */
        START(30, "110120"),
        STOP(31, "110121"),
        /** The settings that a node runs with, or a change of one. */
        CONFIGURE(32, "110128"),
        /** An account, a client, a hold: what an administrator did. */
        ADMINISTER(33, "110137"),
        /** A record was opened in an emergency. */
        EMERGENCY(34, "110127"),
        /** What a watching rule saw in the journal. */
        ALERT(40, "alert"),
        /** A number of the journal whose transaction was rolled back: nothing was done under it. */
        VOID(90, "void"),
        /** A number whose record is not there although it was given out; the detail says what is known. */
        MISSING(91, "missing");

        private final int number;
        private final String code;

        Action(int number, String code) {
            this.number = number;
            this.code = code;
        }

        /** The code of {@code http://hl7.org/fhir/restful-interaction}, else of DICOM's code system. */
        public String code() {
            return code;
        }

        public int number() {
            return number;
        }

        /** Whether this is an interaction with a resource. */
        public boolean rest() {
            return number < 20;
        }

        /** @throws IllegalArgumentException for a number that is no action's */
        public static Action of(int number) {
            for (Action action : values()) {
                if (action.number == number) {
                    return action;
                }
            }
            throw new IllegalArgumentException("No action has number " + number + ".");
        }
    }

    public enum Outcome {
        SUCCESS,
        /** Refused or not visible: the caller got the one 404, or a refusal. */
        DENIED
    }

    public AuditRecord {
        entities = List.copyOf(entities);
        rules = List.copyOf(rules);
        roles = List.copyOf(roles);
    }

    /** A new record; what is not said of it is empty, its id is random, and its purpose the program's operations. */
    public static AuditRecordBuilder of(Action action, Outcome outcome, Instant at) {
        return new AuditRecordBuilder().action(action).outcome(outcome).at(at);
    }

    /** The same record, but for what is said of it. */
    public AuditRecordBuilder but() {
        return new AuditRecordBuilder()
                .id(id)
                .at(at)
                .request(request)
                .action(action)
                .outcome(outcome)
                .agent(agent)
                .client(client)
                .purpose(purpose)
                .address(address)
                .patient(patient)
                .owner(owner)
                .entities(entities)
                .query(query)
                .rules(rules)
                .roles(roles)
                .track(track)
                .token(token)
                .detail(detail);
    }

    /** The same record, of a question for this type where it has no query. */
    public AuditRecord asked(String type) {
        return query.isEmpty() ? but().query(type).build() : this;
    }

    /** The same record of these entities. */
    public AuditRecord with(List<String> entities) {
        return but().entities(entities).build();
    }

    /** The same record, by somebody in these roles, of that track. */
    public AuditRecord with(List<String> roles, Optional<Track> track, String detail) {
        return but().roles(roles).track(track).detail(detail).build();
    }
}
