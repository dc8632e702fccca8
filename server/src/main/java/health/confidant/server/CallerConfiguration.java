package health.confidant.server;

import health.confidant.access.Role;
import health.confidant.enforcement.AccessContext;
import health.confidant.enforcement.CallerSource;
import health.confidant.server.authorization.Caller;
import health.confidant.server.authorization.Callers;
import health.confidant.server.edge.LargeBodies;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands the authenticated caller on: to the FHIR request, and to the edge, which allows a source system more. */
@Configuration
class CallerConfiguration {
    @Bean
    CallerSource callerSource(Callers callers) {
        return address -> callers.current()
                .map(caller -> new AccessContext(
                        caller.actor(), caller.purpose(), address, source(caller), caller.assurance(), caller.token()));
    }

    @Bean
    LargeBodies largeBodies(Callers callers) {
        return request -> callers.current().filter(CallerConfiguration::source).isPresent();
    }

    /** An outside EHR brings records that stay marked as its own. */
    private static boolean source(Caller caller) {
        return caller.actor().roles().contains(Role.EHR);
    }
}
