package health.confidant.server;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import health.confidant.enforcement.AgreementInterceptor;
import health.confidant.enforcement.AuditInterceptor;
import health.confidant.enforcement.CallerInterceptor;
import health.confidant.enforcement.DisclosureInterceptor;
import health.confidant.enforcement.LabelingInterceptor;
import health.confidant.enforcement.OutcomeInterceptor;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.enforcement.ScopeInterceptor;
import health.confidant.enforcement.StepUpInterceptor;
import health.confidant.enforcement.SurfaceInterceptor;
import health.confidant.server.database.StartRefused;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses a server that lacks one of its hooks, whatever list it was started with. */
public class StartCheck {
    private static final List<Class<?>> REQUIRED = List.of(
            SurfaceInterceptor.class,
            CallerInterceptor.class,
            AgreementInterceptor.class,
            ScopeInterceptor.class,
            StepUpInterceptor.class,
            LabelingInterceptor.class,
            ReleaseInterceptor.class,
            DisclosureInterceptor.class,
            AuditInterceptor.class,
            OutcomeInterceptor.class);

    private final IInterceptorService interceptors;

    public StartCheck(IInterceptorService interceptors) {
        this.interceptors = interceptors;
    }

    public void check() {
        Set<Class<?>> registered = interceptors.getAllRegisteredInterceptors().stream()
                .map(Object::getClass)
                .collect(Collectors.toSet());
        for (Class<?> required : REQUIRED) {
            if (!registered.contains(required)) {
                throw new StartRefused(required.getSimpleName() + " is not registered. The server will not start.");
            }
        }
    }
}
