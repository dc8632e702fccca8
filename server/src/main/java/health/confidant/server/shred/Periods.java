package health.confidant.server.shred;

import health.confidant.access.Owner;
import health.confidant.retention.Retention;
import java.util.List;

/** How long the law has an owner's records kept, class by class, as of today. */
@FunctionalInterface
public interface Periods {
    /** One finding for each class that the owner has records of. */
    List<Retention.Finding> of(Owner owner);
}
