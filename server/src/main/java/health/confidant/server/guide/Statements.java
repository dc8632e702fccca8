package health.confidant.server.guide;

import ca.uhn.fhir.context.FhirContext;
import java.util.Date;
import java.util.Locale;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ReferenceHandlingPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/** An audience's CapabilityStatement, of kind requirements: what such a client may count on. */
final class Statements {
    private static final String CANONICAL = "https://confidant.health/fhir/CapabilityStatement/";
    private static final Date RELEASED = new Date(1_795_564_800_000L);

    private Statements() {}

    static String json(Audience audience, Offer whole, FhirContext fhir) {
        return fhir.newJsonParser().setPrettyPrint(true).encodeResourceToString(statement(audience, whole));
    }

    private static CapabilityStatement statement(Audience audience, Offer whole) {
        String id = audience.name().toLowerCase(Locale.ROOT);
        CapabilityStatement statement = new CapabilityStatement();
        statement.setId(id);
        statement.setUrl(CANONICAL + id);
        statement.setVersion("0.1.0");
        statement.setName("Confidant" + audience.name().charAt(0) + id.substring(1));
        statement.setTitle("What " + (audience == Audience.PAYER ? "a " : "an ") + audience.name() + " may do");
        statement.setStatus(PublicationStatus.ACTIVE);
        statement.setDate(RELEASED);
        statement.setDescription(audience.description());
        statement.setKind(CapabilityStatement.CapabilityStatementKind.REQUIREMENTS);
        statement.setFhirVersion(FHIRVersion._4_0_1);
        statement.addFormat("application/fhir+json");
        CapabilityStatementRestComponent rest = statement.addRest().setMode(RestfulCapabilityMode.SERVER);
        rest.setDocumentation(
                "As far as the scopes of such a client reach. Consents and roles narrow it further, record"
                        + " by record; what is not shown does not exist for the client.");
        rest.getSecurity()
                .addService(new CodeableConcept(new Coding(
                        "http://terminology.hl7.org/CodeSystem/restful-security-service", "SMART-on-FHIR", null)));
        audience.narrow(whole).types().forEach((name, type) -> describe(rest.addResource(), name, type));
        rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION);
        return statement;
    }

    private static void describe(CapabilityStatementRestResourceComponent resource, String name, Offer.Type type) {
        resource.setType(name);
        resource.setVersioning(ResourceVersionPolicy.VERSIONED);
        resource.addReferencePolicy(ReferenceHandlingPolicy.ENFORCED);
        resource.setConditionalCreate(false).setConditionalUpdate(false).setUpdateCreate(false);
        resource.setConditionalDelete(ConditionalDeleteStatus.NOTSUPPORTED);
        type.interactions().forEach(code -> resource.addInteraction().setCode(TypeRestfulInteraction.fromCode(code)));
        if (type.interactions().contains("search-type")) {
            type.parameters()
                    .forEach((parameter, kind) ->
                            resource.addSearchParam().setName(parameter).setType(SearchParamType.fromCode(kind)));
        }
        type.operations().forEach(operation -> resource.addOperation()
                .setName(operation.name())
                .setDefinition("https://confidant.health/fhir/OperationDefinition/" + operation.definition()));
    }
}
