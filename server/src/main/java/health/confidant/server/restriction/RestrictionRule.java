package health.confidant.server.restriction;

import health.confidant.access.Role;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.Refusals;
import health.confidant.enforcement.WriteRule;
import health.confidant.fhir.restriction.Restrictions;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * A restriction is decided and ended by its operations alone, which leave a reason and a notice behind. Without them one
 * may propose it, take the proposal back, and note that it was received (45 CFR 164.522(a)).
 */
public final class RestrictionRule implements WriteRule {
    private static final Set<ConsentState> PROPOSED =
            Set.of(ConsentState.DRAFT, ConsentState.PROPOSED, ConsentState.ENTEREDINERROR);
    private static final Set<TaskStatus> ASKED =
            Set.of(TaskStatus.DRAFT, TaskStatus.REQUESTED, TaskStatus.RECEIVED, TaskStatus.CANCELLED);

    @Override
    public void check(AccessContext context, Optional<Resource> before, Optional<Resource> after) {
        if (context.actor().roles().contains(Role.PROGRAM)) {
            return;
        }
        if (restriction(before) || restriction(after)) {
            boolean was = before.isEmpty() || restriction(before) && open(before.get());
            boolean stays = after.filter(resource -> restriction(after) && open(resource))
                    .isPresent();
            if (!was || !stays) {
                throw Refusals.unprocessable(
                        "RESTRICTION-007 OPERATION",
                        "a restriction is decided with Task/[id]/$decide-restriction and ended with"
                                + " Task/[id]/$end-restriction. As a resource it can be proposed, received and taken back.");
            }
        }
    }

    private static boolean restriction(Optional<Resource> resource) {
        return resource.filter(it -> it instanceof Consent consent && Restrictions.is(consent)
                        || it instanceof Task task && Restrictions.is(task))
                .isPresent();
    }

    private static boolean open(Resource resource) {
        return resource instanceof Consent consent
                ? PROPOSED.contains(consent.getStatus())
                : ASKED.contains(((Task) resource).getStatus());
    }
}
