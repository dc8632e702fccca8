package health.confidant.fhir.consent;

import health.confidant.access.Track;
import health.confidant.fhir.CodeSystems;
import health.confidant.label.Label;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/**
 * {@code provision.securityLabel} as tracks and labels.
 *
 * @param exact false when a code is not one of ours; both sets are empty then, which selects everything
 *
 * <p>Requirement 3.
 */
record SecurityLabels(Set<Track> tracks, Set<Label> labels, boolean exact) {
    private static final Set<Label> SUBSTANCE_USE = EnumSet.of(Label.SUD, Label.ETHUD, Label.OPIOIDUD);
    private static final SecurityLabels EVERYTHING = new SecurityLabels(Set.of(), Set.of(), false);

    /** @param permit whether they are read for a permit: of the provision itself, or of one that has them from it */
    static SecurityLabels of(ProvisionComponent provision, boolean permit) {
        Set<Track> tracks = EnumSet.noneOf(Track.class);
        Set<Label> labels = EnumSet.noneOf(Label.class);
        for (Coding coding : provision.getSecurityLabel()) {
            Set<Label> matched = labels(coding);
            Optional<Track> track = track(coding);
            // R4: a confidentiality code means "that level or lower". Whoever denies R cannot have meant to release V,
            // so in a deny it means every level.
            boolean level = !permit && CodeSystems.CONFIDENTIALITY.equals(coding.getSystem());
            if (level || matched.isEmpty() && track.isEmpty()) {
                return EVERYTHING;
            }
            labels.addAll(matched);
            track.ifPresent(tracks::add);
        }
        return new SecurityLabels(tracks, labels, true);
    }

    /** Whether a record could carry it, so that a rule about it would not be empty or close everything. */
    static boolean isKnown(Coding coding) {
        return !labels(coding).isEmpty() || track(coding).isPresent();
    }

    private static Optional<Track> track(Coding coding) {
        return Arrays.stream(Track.values())
                .filter(track -> CodeSystems.TRACK.equals(coding.getSystem())
                        && track.code().equals(coding.getCode()))
                .findFirst();
    }

    /** Written-out expansion instead of subsumption: in v3-ActCode ETH is a sibling of SUD, not its parent. */
    private static Set<Label> labels(Coding coding) {
        boolean act = CodeSystems.ACT_CODE.equals(coding.getSystem());
        if (act && ("SUD".equals(coding.getCode()) || "ETH".equals(coding.getCode()))) {
            return SUBSTANCE_USE;
        }
        return Arrays.stream(Label.values())
                .filter(label -> label.system().equals(coding.getSystem())
                        && label.code().equals(coding.getCode()))
                .findFirst()
                .map(SecurityLabels::orLower)
                .orElse(Set.of());
    }

    private static Set<Label> orLower(Label label) {
        return label.system().equals(CodeSystems.CONFIDENTIALITY)
                ? EnumSet.range(Label.NORMAL, label)
                : EnumSet.of(label);
    }
}
