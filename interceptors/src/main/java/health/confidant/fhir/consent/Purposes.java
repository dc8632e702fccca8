package health.confidant.fhir.consent;

import health.confidant.access.Purpose;
import health.confidant.fhir.CodeSystems;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/** {@code provision.purpose}, v3-ActReason. */
final class Purposes {
    private Purposes() {}

    /** Exact codes, no hierarchy (42 CFR 2.31(d): HOPERAT must not bring HLEGAL). Empty when one is unknown. */
    static Optional<Set<Purpose>> of(ProvisionComponent provision) {
        Set<Purpose> known = EnumSet.noneOf(Purpose.class);
        for (Coding coding : provision.getPurpose()) {
            Optional<Purpose> purpose = Arrays.stream(Purpose.values())
                    .filter(p -> CodeSystems.ACT_REASON.equals(coding.getSystem())
                            && p.name().equals(coding.getCode()))
                    .findFirst();
            if (purpose.isEmpty()) {
                return Optional.empty();
            }
            known.add(purpose.get());
        }
        return Optional.of(known);
    }
}
