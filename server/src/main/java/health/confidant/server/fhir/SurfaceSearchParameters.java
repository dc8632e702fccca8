package health.confidant.server.fhir;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.context.RuntimeSearchParam.RuntimeSearchParamStatusEnum;
import ca.uhn.fhir.jpa.searchparam.registry.RuntimeSearchParamCache;
import ca.uhn.fhir.jpa.searchparam.registry.SearchParamRegistryImpl;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import health.confidant.enforcement.Surface;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The search parameters that are offered: each one costs every write a FHIRPath expression and its rows. What is taken out
 * here is not indexed, not searched and not in the CapabilityStatement; whoever asks for it is told so (SEARCH-001).
 *
 * <p>Left out: parameters that repeat others of the type in combination, what an Observation says of devices, specimens
 * and methods, and what the audit log is not asked by. Everything that US Core 6 or IPA name for our types is kept, and
 * what US Core defines beside R4 is added; records that were stored before that are {@link Reindexing indexed} first, and
 * until then the added ones are no parameters yet (ADR 0073).
 */
final class SurfaceSearchParameters extends SearchParamRegistryImpl {
    private static final String CORE = "http://hl7.org/fhir/us/core/SearchParameter/us-core-";

    private static final Map<String, Set<String>> LEFT_OUT = Map.of(
            "AuditEvent",
            Set.of(
                    "address",
                    "agent-name",
                    "agent-role",
                    "altid",
                    "entity-name",
                    "entity-role",
                    "entity-type",
                    "policy",
                    "site",
                    "source"),
            "Observation",
            Set.of(
                    "code-value-concept",
                    "code-value-date",
                    "code-value-quantity",
                    "code-value-string",
                    "combo-code",
                    "combo-code-value-concept",
                    "combo-code-value-quantity",
                    "combo-data-absent-reason",
                    "combo-value-concept",
                    "combo-value-quantity",
                    "component-code",
                    "component-code-value-concept",
                    "component-code-value-quantity",
                    "component-data-absent-reason",
                    "component-value-concept",
                    "component-value-quantity",
                    "data-absent-reason",
                    "device",
                    "focus",
                    "method",
                    "specimen"));

    /** The expressions are US Core's; that of the audit log is what its provider searches by. */
    private final List<RuntimeSearchParam> added = List.of(
            added(
                    "CareTeam",
                    "role",
                    CORE + "careteam-role",
                    RestSearchParameterTypeEnum.TOKEN,
                    "CareTeam.participant.role"),
            added(
                    "Goal",
                    "description",
                    CORE + "goal-description",
                    RestSearchParameterTypeEnum.TOKEN,
                    "Goal.description"),
            added(
                    "Condition",
                    "asserted-date",
                    CORE + "condition-asserted-date",
                    RestSearchParameterTypeEnum.DATE,
                    "Condition.extension.where(url = 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate')"
                            + ".value"),
            added(
                    "Encounter",
                    "discharge-disposition",
                    CORE + "encounter-discharge-disposition",
                    RestSearchParameterTypeEnum.TOKEN,
                    "Encounter.hospitalization.dischargeDisposition"),
            added(
                    "AuditEvent",
                    "purpose",
                    "https://confidant.health/fhir/SearchParameter/auditevent-purpose",
                    RestSearchParameterTypeEnum.TOKEN,
                    "AuditEvent.purposeOfEvent | AuditEvent.agent.purposeOfUse"));

    private RuntimeSearchParamCache active;

    private static RuntimeSearchParam added(
            String type, String name, String url, RestSearchParameterTypeEnum kind, String expression) {
        RuntimeSearchParam parameter = new RuntimeSearchParam(
                null,
                url,
                name,
                name,
                expression,
                kind,
                Set.of(),
                Set.of(),
                RuntimeSearchParamStatusEnum.ACTIVE,
                Set.of(type));
        parameter.setEnabledForSearching(!Surface.STORED.contains(type));
        return parameter;
    }

    @Override
    public synchronized void setActiveSearchParams(RuntimeSearchParamCache parameters) {
        LEFT_OUT.forEach((type, names) -> names.forEach(name -> parameters.remove(type, name)));
        add(parameters);
        active = parameters;
        super.setActiveSearchParams(parameters);
    }

    private void add(RuntimeSearchParamCache parameters) {
        added.forEach(
                parameter -> parameter.getBase().forEach(type -> parameters.add(type, parameter.getName(), parameter)));
    }

    /** The added parameters of stored types: a record that was stored before they were there is not indexed by them. */
    List<RuntimeSearchParam> indexed() {
        return added.stream()
                .filter(parameter -> Surface.STORED.containsAll(parameter.getBase()))
                .toList();
    }

    /** From now on they are searched by: every record is indexed. */
    synchronized void open() {
        indexed().forEach(parameter -> parameter.setEnabledForSearching(true));
        if (active != null) {
            add(active); // HAPI forgets then what of the type it has kept by context.
        }
    }
}
