package health.confidant.server.edge;

import jakarta.servlet.http.HttpServletRequest;

/** Whose transaction bundles may be a whole patient: source systems that bring records. */
@FunctionalInterface
public interface LargeBodies {
    boolean allowed(HttpServletRequest request);
}
