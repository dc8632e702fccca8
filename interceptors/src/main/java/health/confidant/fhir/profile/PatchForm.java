package health.confidant.fhir.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
            if ("add".equals(text(step, "type")) && !PatchTarget.mayHave(text(step, "path"), text(step, "name"))) {
                faults.add(new Fault(path, "patch", "FHIR R4 knows no element of that name there"));
            }
            boolean valued = step.getPart().stream().anyMatch(part -> "value".equals(part.getName()));
            if (VALUED.contains(text(step, "type")) && !valued) {
                faults.add(new Fault(path, "patch", "it has to have a part with the name value"));
            }
        }
        return faults;
    }

    /** The primitive value of a part, or nothing. */
    private static String text(ParametersParameterComponent step, String part) {
        return step.getPart().stream()
                .filter(each -> part.equals(each.getName()) && each.getValue() instanceof PrimitiveType<?>)
                .map(each -> each.getValue().primitiveValue())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
