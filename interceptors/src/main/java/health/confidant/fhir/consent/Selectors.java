package health.confidant.fhir.consent;

import health.confidant.access.ConsentFact.Effect;
import health.confidant.access.Period;
import health.confidant.access.Purpose;
import health.confidant.access.Track;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Periods;
import health.confidant.fhir.References;
import health.confidant.label.Label;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;

/**
 * What one provision selects, element by element.
 *
 * @param exact whether every selector of the provision is represented. Where it is not, the sets are wider than the
 *     provision: right for a deny, never for a permit
 */
record Selectors(
        Set<String> recipients,
        Set<Purpose> purposes,
        Set<Track> tracks,
        Set<Label> labels,
        Period period,
        ContentSelector content,
        boolean exact) {
    private static final String IRCP = "IRCP";

    static Selectors of(ProvisionComponent provision) {
        return of(provision, Provisions.isPermit(provision));
    }

    /**
     * Of a nested rule, with what it has from the root. A confidentiality level says another thing in a deny than in a
     * permit, so the root is read as what the nested rule is.
     */
    static Selectors nested(ProvisionComponent nested, ProvisionComponent root) {
        return of(nested).within(of(root, Provisions.isPermit(nested)));
    }

    private static Selectors of(ProvisionComponent provision, boolean permit) {
        boolean whole = !provision.hasAction() && !provision.hasModifierExtension();
        Optional<ContentSelector> content = ContentSelector.of(provision);
        Optional<Set<String>> recipients = recipients(provision);
        Optional<Set<Purpose>> purposes = Purposes.of(provision);
        SecurityLabels labels = SecurityLabels.of(provision, permit);
        return new Selectors(
                recipients.orElse(Set.of()),
                purposes.orElse(Set.of()),
                labels.tracks(),
                labels.labels(),
                Periods.of(provision.getPeriod()),
                content.orElse(ContentSelector.ANYTHING),
                whole && content.isPresent() && recipients.isPresent() && purposes.isPresent() && labels.exact());
    }

    /** A nested rule has the selectors of its parent where it has none of its own. */
    private Selectors within(Selectors parent) {
        // Tracks and labels are one FHIR element: a nested securityLabel of either kind replaces the parent's.
        boolean own = !tracks.isEmpty() || !labels.isEmpty();
        return new Selectors(
                recipients.isEmpty() ? parent.recipients : recipients,
                purposes.isEmpty() ? parent.purposes : purposes,
                own ? tracks : parent.tracks,
                own ? labels : parent.labels,
                period.equals(Period.ALWAYS) ? parent.period : period,
                content.within(parent.content),
                exact && parent.exact);
    }

    ProvisionDraft draft(Effect effect) {
        return new ProvisionDraft(
                0, effect, recipients, purposes, tracks, labels, period, content, ProvisionDraft.NONE);
    }

    /** Whether it says what of the record it is about. */
    boolean describes() {
        return !tracks.isEmpty() || !labels.isEmpty() || !content.isEmpty();
    }

    Selectors forEver() {
        return new Selectors(recipients, purposes, tracks, labels, Period.ALWAYS, content, exact);
    }

    /**
     * The recipients (PCF: actors in role IRCP). Empty when an actor is no reference, and when there are actors but no
     * recipient among them.
     */
    private static Optional<Set<String>> recipients(ProvisionComponent provision) {
        Set<Optional<String>> named = provision.getActor().stream()
                .filter(Selectors::isRecipient)
                .map(actor -> References.literal(actor.getReference()))
                .collect(Collectors.toSet());
        boolean lost = named.contains(Optional.<String>empty()) || named.isEmpty() && provision.hasActor();
        return lost
                ? Optional.empty()
                : Optional.of(named.stream().flatMap(Optional::stream).collect(Collectors.toSet()));
    }

    private static boolean isRecipient(provisionActorComponent actor) {
        return actor.getRole().hasCoding(CodeSystems.PARTICIPATION_TYPE, IRCP);
    }
}
