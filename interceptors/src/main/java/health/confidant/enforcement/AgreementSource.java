package health.confidant.enforcement;

import java.util.Optional;

/** Says why the caller is refused whatever they ask for, as far as their own agreement goes; empty when it does not. */
@FunctionalInterface
public interface AgreementSource {
    Optional<String> refusal(AccessContext context);
}
