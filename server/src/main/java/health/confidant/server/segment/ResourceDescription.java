package health.confidant.server.segment;

import health.confidant.access.Owner;
import health.confidant.access.Segment;
import health.confidant.enforcement.AccessContext;
import health.confidant.fhir.label.Traits;
import health.confidant.label.Label;
import health.confidant.label.LabelingService;
import health.confidant.label.ResourceTraits;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Joins what the resource says with who brings it: the labeling service's question. */
final class ResourceDescription {
    private ResourceDescription() {}

    /** On no track yet. The author of a counseling note is who writes it, whatever the note says; an outside system names its own. */
    static ResourceTraits of(Traits traits, Owner owner, AccessContext context, Optional<Segment> before) {
        boolean outside = context.source();
        Set<String> noteClasses = new HashSet<>(traits.noteClasses());
        if (before.filter(segment -> segment.labels().contains(Label.SUD_COUNSELING_NOTE))
                .isPresent()) {
            // A newer version without the mark is no way out of the protection of 42 CFR 2.31(b).
            noteClasses.add(LabelingService.COUNSELING_NOTE);
        }
        boolean note = noteClasses.contains(LabelingService.COUNSELING_NOTE);
        List<String> authors = note && !outside ? List.of(context.actor().reference()) : traits.authors();
        return new ResourceTraits(
                traits.type(),
                owner.kind(),
                codes(traits),
                noteClasses,
                authors,
                outside ? context.actor().client() : "",
                Optional.empty());
    }

    /** As the labeling service has them: {@code system|code}. */
    static Set<String> codes(Traits traits) {
        return traits.codes().stream()
                .map(code -> code.system() + "|" + code.code())
                .collect(Collectors.toSet());
    }
}
