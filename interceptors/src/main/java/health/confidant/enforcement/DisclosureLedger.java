package health.confidant.enforcement;

import health.confidant.access.ProvisionId;
import health.confidant.access.Segment;
import health.confidant.disclosure.ConsentCopy;
import health.confidant.disclosure.Disclosure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where disclosures are written down; append-only. */
public interface DisclosureLedger {
    Optional<Segment> segment(int id);

    /** One for each provision, in the order of their ids. */
    List<ConsentCopy> consents(Set<ProvisionId> provisions);

    /** Durable when this returns; throws when a line cannot be written. */
    void append(Collection<Disclosure> disclosures);
}
