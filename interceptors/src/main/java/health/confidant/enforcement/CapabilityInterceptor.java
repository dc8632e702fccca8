package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestSecurityComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalReadStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.UriType;

/** Makes the CapabilityStatement say what is there: no more than the surface, and what is not offered in words. */
public final class CapabilityInterceptor {
    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void describe(IBaseConformance conformance) {
        CapabilityStatement statement = (CapabilityStatement) conformance;
        statement.getFormat().removeIf(format -> !format.getValue().contains("json"));
        for (CapabilityStatementRestComponent rest : statement.getRest()) {
            rest.setDocumentation(
                    "Every request is decided, enforced by row-level security, checked again at release and"
                            + " audited. Not offered: conditional create, update and delete, type and system history, system"
                            + " search, inline match references, client-assigned ids, labels as search parameters.");
            rest.setSecurity(security(statement.getImplementation().getUrl()));
            rest.getSearchParam().removeIf(parameter -> Surface.REFUSED_PARAMETERS.contains(parameter.getName()));
            if (rest.getInteraction().stream()
                    .noneMatch(interaction -> interaction.getCode() == SystemRestfulInteraction.BATCH)) {
                // HAPI binds both as one method and names the transaction alone.
                rest.addInteraction().setCode(SystemRestfulInteraction.BATCH);
            }
            rest.getResource().removeIf(resource -> !Surface.served(resource.getType()));
            rest.getResource().forEach(CapabilityInterceptor::describe);
        }
    }

    /** SMART App Launch 2.2, "Declaring support for OAuth2 endpoints": for clients that do not know discovery yet. */
    private static CapabilityStatementRestSecurityComponent security(String fhirBase) {
        CapabilityStatementRestSecurityComponent security = new CapabilityStatementRestSecurityComponent();
        security.setCors(true);
        security.addService()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/restful-security-service")
                .setCode("SMART-on-FHIR");
        String base = fhirBase == null ? "" : fhirBase.replaceAll("/fhir/?$", "");
        Extension uris =
                security.addExtension().setUrl("http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris");
        for (String endpoint : List.of("authorize", "token", "introspect", "revoke", "register")) {
            uris.addExtension(endpoint, new UriType(base + "/oauth2/" + endpoint));
        }
        return security;
    }

    private static void describe(CapabilityStatementRestResourceComponent resource) {
        resource.getSearchParam().removeIf(parameter -> Surface.REFUSED_PARAMETERS.contains(parameter.getName()));
        resource.getSearchInclude().removeIf(include -> include.getValue().equals("*"));
        resource.getSearchRevInclude().removeIf(include -> include.getValue().equals("*"));
        if (resource.getType().equals("AuditEvent")) {
            resource.getSearchParam().removeIf(parameter -> !parameter
                    .getName()
                    .matches("patient|date|agent|entity|action|type|subtype|outcome|purpose"));
        }
        resource.setConditionalCreate(false);
        resource.setConditionalUpdate(false);
        resource.setConditionalDelete(ConditionalDeleteStatus.NOTSUPPORTED);
        resource.setConditionalRead(ConditionalReadStatus.NOTSUPPORTED);
        resource.setUpdateCreate(false);
    }
}
