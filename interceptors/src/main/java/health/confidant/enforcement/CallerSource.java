package health.confidant.enforcement;

import java.util.Optional;

/** Gives the caller that the security filter chain authenticated for the current request. */
@FunctionalInterface
public interface CallerSource {
    Optional<AccessContext> current(String address);
}
