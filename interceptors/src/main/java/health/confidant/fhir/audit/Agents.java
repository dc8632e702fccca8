package health.confidant.fhir.audit;

import health.confidant.audit.AuditRecord;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/** Who took part: the client, this server, the person or system that asked. */
final class Agents {
    private Agents() {}

    static AuditEventAgentComponent client(AuditRecord entry, Coding type) {
        AuditEventAgentComponent agent = agent(type, identified(entry.client()));
        if (!entry.address().isBlank()) {
            agent.setNetwork(network(entry.address()));
        }
        return agent;
    }

    static AuditEventAgentComponent server(AuditSource source, Coding type) {
        return agent(type, identified(source.url())).setNetwork(network(source.host()));
    }

    static AuditEventAgentComponent user(AuditRecord entry, Coding type) {
        AuditEventAgentComponent agent =
                agent(type, new Reference(entry.agent())).setRequestor(true);
        agent.addPurposeOfUse(new CodeableConcept(Codes.purpose(entry.purpose().name())));
        return agent;
    }

    static AuditEventAgentComponent organization(AuditSource source) {
        return agent(Codes.hl7("v3-RoleClass", "PROV"), new Reference(source.organization()));
    }

    /** Not with its network address: BALP AuthZconsent allows none here. */
    static AuditEventAgentComponent authorizer(AuditSource source) {
        return agent(Codes.hl7("extra-security-role-type", "authserver"), identified(source.url()));
    }

    static Reference identified(String value) {
        return new Reference().setIdentifier(new Identifier().setValue(value));
    }

    private static AuditEventAgentComponent agent(Coding type, Reference who) {
        return new AuditEventAgentComponent()
                .setType(new CodeableConcept(type))
                .setWho(who)
                .setRequestor(false);
    }

    private static AuditEventAgentNetworkComponent network(String address) {
        boolean numeric = address.contains(":") || address.matches("[0-9.]+");
        return new AuditEventAgentNetworkComponent()
                .setAddress(address)
                .setType(numeric ? AuditEventAgentNetworkType._2 : AuditEventAgentNetworkType._1);
    }
}
