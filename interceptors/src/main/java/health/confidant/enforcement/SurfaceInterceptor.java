package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;

/** Binds what {@link Surface} lists; a method that is not there cannot be called, whoever asks. */
public final class SurfaceInterceptor {
    @Hook(Pointcut.SERVER_PROVIDER_METHOD_BOUND)
    public BaseMethodBinding bind(BaseMethodBinding binding) {
        return allowed(binding) ? binding : null;
    }

    private static boolean allowed(BaseMethodBinding binding) {
        if (binding.getResourceName() != null && !Surface.served(binding.getResourceName())) {
            return false;
        }
        if (binding instanceof OperationMethodBinding operation) {
            String type = operation.getResourceName() == null ? "*" : operation.getResourceName();
            String name = type + "/" + operation.getName();
            return Surface.OPERATIONS.contains(name)
                    && (operation.isCanOperateAtInstanceLevel() || Surface.TYPE_OPERATIONS.contains(name));
        }
        RestOperationTypeEnum type = binding.getRestOperationType();
        if (type == RestOperationTypeEnum.HISTORY_INSTANCE) {
            return binding.getResourceName() != null;
        }
        return type != null && Surface.INTERACTIONS.contains(type);
    }
}
