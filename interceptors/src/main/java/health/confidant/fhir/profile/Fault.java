package health.confidant.fhir.profile;

/**
 * One thing that is wrong with a resource. It quotes nothing of the resource: a refusal is logged, shown to developers and
 * kept in tickets.
 *
 * @param path FHIRPath of the element, names and positions alone
 * @param rule the key of the invariant, or what kind of rule it is
 * @param text what the rule asks for
 */
public record Fault(String path, String rule, String text) {}
