package health.confidant.fhir.audit;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;

/**
 * Renders a record as the AuditEvent of its BALP pattern. The same record gives the same event, always. Its profile is
 * claimed only where the event conforms to it.
 */
public final class AuditEvents {
    static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    static final String BALP = "https://profiles.ihe.net/ITI/BALP/CodeSystem/";
    private static final String ROLE = HL7 + "object-role";
    private static final String ENTITY = HL7 + "audit-entity-type";
    static final String SERVER = "https://confidant.health/server";
    static final String PROGRAM = "https://confidant.health/program";
    private static final String ROLES = "https://confidant.health/fhir/CodeSystem/role";

    /** Of the one who asked: the token says by its id which sign-in and which grant it was (BALP, a mixin). */
    private static final String TOKEN_USE =
            "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.OAUTHaccessTokenUse.Minimal";

    private AuditEvents() {}

    public static AuditEvent of(AuditRecord record) {
        AuditEvent event = new AuditEvent();
        event.setId(record.id().toString());
        // Zulu: the zone of the machine must not change the event.
        InstantType recorded = new InstantType(Date.from(record.at()));
        recorded.setTimeZoneZulu(true);
        event.setRecordedElement(recorded);
        event.addPurposeOfEvent(concept(HL7 + "v3-ActReason", record.purpose().name()));
        event.getSource().setObserver(named(SERVER));
        if (!record.action().rest()) {
            SystemEvents.fill(event, record);
        } else if (record.outcome() == Outcome.DENIED && !query(record)) {
            denied(event, record);
        } else {
            done(event, record);
        }
        record.patient().ifPresent(patient -> event.addEntity()
                .setType(new Coding(ENTITY, "1", "Person"))
                .setRole(new Coding(ROLE, "1", "Patient"))
                .setWhat(new Reference(patient)));
        return event;
    }

    /** A search that was refused, or found nothing because all is hidden, stays a query: what was asked is in it. */
    private static boolean query(AuditRecord record) {
        return record.action() == Action.SEARCH && record.entities().isEmpty();
    }

    private static void done(AuditEvent event, AuditRecord record) {
        Pattern pattern = Pattern.of(record.action());
        if (pattern.profiled() && conforms(record)) {
            event.getMeta().addProfile(pattern.profile(record.patient().isPresent()));
        }
        if (pattern.crosses()) {
            Disclosures.type(event, pattern);
        } else {
            event.setType(new Coding(HL7 + "audit-event-type", "rest", "RESTful Operation"));
            event.addSubtype(new Coding(
                    "http://hl7.org/fhir/restful-interaction", record.action().code(), null));
        }
        event.setAction(pattern.action());
        event.setOutcome(record.outcome() == Outcome.DENIED ? AuditEventOutcome._8 : AuditEventOutcome._0);
        if (record.outcome() == Outcome.DENIED) {
            event.setOutcomeDesc(denial(record));
        }
        String server = pattern.server();
        CodeableConcept custodian = server.equals("custodian")
                ? concept(HL7 + "provenance-participant-type", server)
                : concept(DICOM, server);
        agent(event, concept(DICOM, pattern.client()), record.client(), record.address());
        agent(event, custodian, SERVER, "server");
        user(event, record, pattern.user());
        if (pattern.crosses()) {
            Disclosures.parties(event, pattern, record);
        }
        if (record.action() == Action.SEARCH && !record.query().isBlank()) {
            event.addEntity()
                    .setType(new Coding(ENTITY, "2", "System Object"))
                    .setRole(new Coding(ROLE, "24", "Query"))
                    .setQuery(record.query().getBytes(StandardCharsets.UTF_8));
        } else if (record.action() != Action.SEARCH) {
            record.entities().forEach(entity -> event.addEntity()
                    .setType(new Coding(ENTITY, "2", "System Object"))
                    .setRole(new Coding(ROLE, "4", "Domain Resource"))
                    .setWhat(new Reference(entity)));
        }
        transaction(event, record);
    }

    static void transaction(AuditEvent event, AuditRecord record) {
        event.addEntity()
                .setType(new Coding(BALP + "BasicAuditEntityType", "XrequestId", null))
                .setWhat(named(record.request()));
    }

    /**
     * BALP wants the client's address and exactly one object: the query of a search, the resource of anything else; and its
     * queries succeed.
     */
    private static boolean conforms(AuditRecord record) {
        boolean object =
                switch (record.action()) {
                    case SEARCH -> !record.query().isBlank();
                    case DISCLOSE, RECEIVE ->
                        !record.entities().isEmpty() && record.patient().isPresent();
                    default -> record.entities().size() == 1;
                };
        return object && !record.address().isBlank() && record.outcome() == Outcome.SUCCESS;
    }

    /** The shape of AuthZconsent, and its profile where there was a consent to look at. */
    private static void denied(AuditEvent event, AuditRecord record) {
        boolean consents = !record.entities().isEmpty();
        if (consents && record.patient().isPresent() && !record.address().isBlank()) {
            event.getMeta()
                    .addProfile("https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.AuthZconsent");
        }
        event.setType(new Coding(DICOM, "110113", "Security Alert"));
        event.addSubtype(new Coding(BALP + "AuthZsubType", consents ? "AuthZ-Consent" : "AuthZ-Role", null));
        event.setAction(AuditEventAction.E);
        event.setOutcome(AuditEventOutcome._8);
        event.setOutcomeDesc(denial(record));
        agent(event, concept(DICOM, "110150"), record.client(), record.address());
        user(event, record, "IRCP");
        event.addAgent()
                .setType(concept(HL7 + "v3-RoleClass", "PROV"))
                .setWho(record.agent().startsWith("Organization/") ? who(record) : named(PROGRAM))
                .setRequestor(false);
        event.addAgent()
                .setType(concept(HL7 + "extra-security-role-type", "authserver"))
                .setWho(named(SERVER))
                .setRequestor(false);
        record.entities().forEach(consent -> event.addEntity()
                .setType(new Coding("http://hl7.org/fhir/resource-types", "Consent", null))
                .setWhat(new Reference(consent)));
    }

    private static String denial(AuditRecord record) {
        return record.detail().isBlank() ? "denied" : "denied: " + record.detail();
    }

    static void agent(AuditEvent event, CodeableConcept type, String who, String address) {
        AuditEventAgentComponent agent =
                event.addAgent().setType(type).setWho(named(who)).setRequestor(false);
        if (address.isBlank()) {
            return;
        }
        boolean numeric = address.contains(":") || address.matches("[0-9.]+");
        agent.getNetwork()
                .setAddress(address)
                .setType(numeric ? AuditEventAgentNetworkType._2 : AuditEventAgentNetworkType._1);
    }

    static void user(AuditEvent event, AuditRecord record, String participation) {
        AuditEventAgentComponent agent = event.addAgent()
                .setType(concept(HL7 + "v3-ParticipationType", participation))
                .setWho(who(record))
                .setRequestor(true)
                .addPurposeOfUse(concept(HL7 + "v3-ActReason", record.purpose().name()));
        record.roles().forEach(role -> agent.addRole(concept(ROLES, role)));
        if (!record.token().isEmpty()) {
            event.getMeta().addProfile(TOKEN_USE);
            agent.getType().addCoding(new Coding(BALP + "UserAgentTypes", "UserOauthAgent", null));
            agent.addPolicy("urn:ietf:params:oauth:jti:" + record.token());
        }
    }

    static Reference who(AuditRecord record) {
        return record.agent().matches("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}")
                ? new Reference(record.agent())
                : named(record.agent().isBlank() ? "unknown" : record.agent());
    }

    static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(system, code, null));
    }

    static Reference named(String value) {
        return new Reference().setIdentifier(new Identifier().setValue(value));
    }
}
