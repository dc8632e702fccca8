package health.confidant.server.launch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import health.confidant.enforcement.AuditInterceptor;
import health.confidant.enforcement.AuditSink;
import health.confidant.server.authorization.PatientDirectory;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whom a launch can be about. */
@Configuration
public class LaunchConfiguration {
    @Bean
    PatientDirectory patientDirectory(FhirContext fhir, DaoRegistry daos, AuditSink sink, Clock clock) {
        return new VisiblePatients(fhir, daos, new AuditInterceptor(sink, clock));
    }
}
