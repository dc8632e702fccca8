package health.confidant.server.fhir;

import ca.uhn.fhir.interceptor.api.HookParams;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.List;

/**
 * What a request brings along to the storage: nothing that the storage has not. HAPI asks the interceptors of the storage
 * and then those of the request ({@code CompositeInterceptorBroadcaster}); here both are the same, so that each record was
 * validated, labelled and checked twice (ADR 0084). Whoever asks the request's alone is answered in full.
 */
record RequestHooks(IInterceptorBroadcaster all) implements IInterceptorBroadcaster {
    private static final String SERVER = "SERVER_";

    /** Asked for by those who have the storage's too, for their pointcuts. */
    @Override
    public List<IInvoker> getInvokersForPointcut(Pointcut pointcut) {
        return pointcut.name().startsWith(SERVER) ? all.getInvokersForPointcut(pointcut) : List.of();
    }

    @Override
    public boolean callHooks(Pointcut pointcut, HookParams arguments) {
        return all.callHooks(pointcut, arguments);
    }

    @Override
    public Object callHooksAndReturnObject(Pointcut pointcut, HookParams arguments) {
        return all.callHooksAndReturnObject(pointcut, arguments);
    }

    @Override
    public boolean hasHooks(Pointcut pointcut) {
        return all.hasHooks(pointcut);
    }
}
