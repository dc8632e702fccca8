package health.confidant.fhir.label;

import health.confidant.fhir.CodeSystems;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;

/**
 * The label of a bundle: the highest confidentiality of what is in it, and the law if any of it is under one. Nothing
 * that would tell of what is not in it (HL7 DS4P).
 */
public final class HighWaterMark {
    private static final String PART2 = "42CFRPart2";
    /** v3-Confidentiality from the highest down. */
    private static final List<String> LEVELS = List.of("V", "R", "N", "M", "L", "U");

    private HighWaterMark() {}

    /** Labels every bundle in the answer, inner ones first; other resources have their own. */
    public static void apply(Resource answer) {
        if (answer instanceof Bundle bundle) {
            bundle.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResource)
                    .filter(resource -> resource != null)
                    .forEach(HighWaterMark::apply);
            mark(bundle);
        }
    }

    private static void mark(Bundle bundle) {
        Optional<String> level = LEVELS.stream()
                .filter(code -> labels(bundle).anyMatch(label -> is(label, CodeSystems.CONFIDENTIALITY, code)))
                .findFirst();
        Meta meta = bundle.getMeta();
        level.ifPresent(code -> meta.addSecurity(CodeSystems.CONFIDENTIALITY, code, null));
        if (labels(bundle).anyMatch(label -> is(label, CodeSystems.ACT_CODE, PART2))) {
            meta.addSecurity(CodeSystems.ACT_CODE, PART2, null);
        }
    }

    private static Stream<Coding> labels(Bundle bundle) {
        return bundle.getEntry().stream()
                .filter(Bundle.BundleEntryComponent::hasResource)
                .flatMap(entry -> entry.getResource().getMeta().getSecurity().stream());
    }

    private static boolean is(Coding coding, String system, String code) {
        return system.equals(coding.getSystem()) && code.equals(coding.getCode());
    }
}
