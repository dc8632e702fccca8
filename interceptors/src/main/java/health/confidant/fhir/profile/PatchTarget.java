package health.confidant.fhir.profile;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.regex.Pattern;

/**
 * Whether a FHIRPath Patch adds an element that its target can have. HAPI does not look, and fails. Paths that are more
 * than names and places are left to it.
 */
final class PatchTarget {
    private static final Pattern NAMES =
            Pattern.compile("[A-Z][A-Za-z]{1,40}(\\.[a-z][A-Za-z]{0,60}(\\[\\d{1,6}])?){0,12}");
    private static final FhirContext R4 = FhirContext.forR4Cached();

    private PatchTarget() {}

    /** False only where R4 says that what is at the path has no such child. */
    static boolean mayHave(String path, String name) {
        if (!NAMES.matcher(path).matches()) {
            return true;
        }
        String[] names = path.replaceAll("\\[\\d+]", "").split("\\.");
        if (!R4.getResourceTypes().contains(names[0])) {
            return true;
        }
        BaseRuntimeElementDefinition<?> at = R4.getResourceDefinition(names[0]);
        for (int i = 1; i < names.length; i++) {
            BaseRuntimeChildDefinition child = child(at, names[i]);
            // A choice, or nothing: what it is depends on the resource.
            if (child == null || !child.getValidChildNames().contains(names[i])) {
                return true;
            }
            at = child.getChildByName(names[i]);
        }
        return child(at, name) != null;
    }

    private static BaseRuntimeChildDefinition child(BaseRuntimeElementDefinition<?> of, String name) {
        if (!(of instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return null;
        }
        BaseRuntimeChildDefinition child = composite.getChildByName(name);
        return child == null ? composite.getChildByName(name + "[x]") : child;
    }
}
