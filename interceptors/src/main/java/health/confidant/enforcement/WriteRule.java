package health.confidant.enforcement;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * What must hold of a write beyond who may make it: a session needs a contract, a request is decided by the officer. It
 * runs in the writing transaction, after the caller was found to be allowed to write there.
 */
@FunctionalInterface
public interface WriteRule {
    /**
     * Throws a refusal, or lets pass.
     *
     * @param before what is stored, empty for a create
     * @param after what is to be stored, empty for a delete
     */
    void check(AccessContext context, Optional<Resource> before, Optional<Resource> after);
}
