package health.confidant.fhir.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;

/**
 * What a FHIRPath Patch may say within Parameters. HAPI passes over a part that it does not know, and an addition without a
 * value adds nothing and is answered as done. Authority: FHIR R4, 3.1.0.7.1.
 */
public final class PatchForm {
    private static final Set<String> PARTS = Set.of("type", "path", "name", "value", "index", "source", "destination");

    private static final Set<String> VALUED = Set.of("add", "insert", "replace");

    private PatchForm() {}

    /** @param at where the patch stands */
    public static List<Fault> faults(Parameters patch, String at) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < patch.getParameter().size(); i++) {
            ParametersParameterComponent step = patch.getParameter().get(i);
            String path = at + ".parameter[" + i + "]";
            for (int j = 0; j < step.getPart().size(); j++) {
                if (!PARTS.contains(step.getPart().get(j).getName())) {
                    faults.add(new Fault(path + ".part[" + j + "]", "patch", "a FHIRPath Patch has no such part"));
                }
            }
            boolean valued = step.getPart().stream().anyMatch(part -> "value".equals(part.getName()));
            if (VALUED.contains(type(step)) && !valued) {
                faults.add(new Fault(path, "patch", "it has to have a part with the name value"));
            }
        }
        return faults;
    }

    private static String type(ParametersParameterComponent step) {
        return step.getPart().stream()
                .filter(part -> "type".equals(part.getName()) && part.getValue() instanceof PrimitiveType<?>)
                .map(part -> part.getValue().primitiveValue())
                .findFirst()
                .orElse("");
    }
}
