package health.confidant.server.duty;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import health.confidant.server.breakglass.BreakGlassProperties;
import health.confidant.server.breakglass.BreakGlassProvider;
import health.confidant.server.breakglass.Episodes;
import health.confidant.server.program.ProgramDesk;
import health.confidant.server.segment.StoredRows;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rules and the operations of duties, written out. */
@Configuration
@EnableConfigurationProperties(BreakGlassProperties.class)
public class DutyConfiguration {
    @Bean
    ProgramDesk programDesk(FhirContext fhir, IFhirSystemDao<Bundle, Meta> transactions) {
        return new ProgramDesk(fhir, transactions);
    }

    @Bean
    Duties duties(
            JdbcTemplate sql, StoredRows rows, DaoRegistry daos, ProgramDesk desk, BreakGlassProperties breakGlass) {
        return new Duties(
                List.of(new ReviewRule()),
                List.of(new BreakGlassProvider(new Episodes(sql), rows, daos, desk, breakGlass)));
    }
}
