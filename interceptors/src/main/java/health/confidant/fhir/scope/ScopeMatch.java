package health.confidant.fhir.scope;

import health.confidant.access.Scope;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads a scope's query part against a resource's own elements, for the second gate. The first gate is an index of the
 * database (ADR 0040), so that a fault in one of the two is not a fault in both. A resource without the element is not
 * meant.
 */
public final class ScopeMatch {
    private ScopeMatch() {}

    public static boolean matches(Scope scope, Resource resource) {
        return scope.query().entrySet().stream().allMatch(condition -> carries(resource, condition));
    }

    private static boolean carries(Resource resource, Map.Entry<String, Set<String>> condition) {
        Property element = resource.getNamedProperty(Scope.PARAMETERS.get(condition.getKey()));
        return element != null
                && element.getValues().stream().flatMap(ScopeMatch::tokens).anyMatch(condition.getValue()::contains);
    }

    /** A code as a scope may write it: with its system and without. */
    private static Stream<String> tokens(Base value) {
        if (value instanceof CodeableConcept concept) {
            return concept.getCoding().stream().flatMap(ScopeMatch::tokens);
        }
        if (value instanceof Coding coding) {
            return Stream.of(coding.getCode(), coding.getSystem() + "|" + coding.getCode());
        }
        return Stream.of(String.valueOf(value.primitiveValue()));
    }
}
