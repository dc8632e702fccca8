package health.confidant.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.interceptor.executor.InterceptorService;
import health.confidant.enforcement.AuditInterceptor;
import health.confidant.enforcement.CallerInterceptor;
import health.confidant.enforcement.LabelingInterceptor;
import health.confidant.enforcement.OutcomeInterceptor;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.enforcement.ScopeInterceptor;
import health.confidant.enforcement.StepUpInterceptor;
import health.confidant.enforcement.SurfaceInterceptor;
import health.confidant.server.database.StartRefused;
import health.confidant.server.fhir.FhirInterceptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartCheckIT {
    private final FhirInterceptors wired = TestServer.shared().bean(FhirInterceptors.class);

    @ParameterizedTest
    @ValueSource(
            classes = {
                SurfaceInterceptor.class,
                CallerInterceptor.class,
                ScopeInterceptor.class,
                StepUpInterceptor.class,
                LabelingInterceptor.class,
                ReleaseInterceptor.class,
                AuditInterceptor.class,
                OutcomeInterceptor.class
            })
    void withoutOneOfItsHooksTheServerDoesNotStart(Class<?> missing) {
        InterceptorService registered = registered(missing);
        assertThatThrownBy(() -> new StartCheck(registered).check())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(missing.getSimpleName() + " is not registered")
                .hasMessageNotContaining("\n");
    }

    @Test
    void withAllOfThemItDoes() {
        assertThatCode(() -> new StartCheck(registered(Void.class)).check()).doesNotThrowAnyException();
        assertThat(wired.hooks()).hasSizeGreaterThan(7);
    }

    private InterceptorService registered(Class<?> missing) {
        InterceptorService service = new InterceptorService();
        wired.hooks().stream().filter(hook -> !missing.isInstance(hook)).forEach(service::registerInterceptor);
        return service;
    }
}
