package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalReadStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;

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
