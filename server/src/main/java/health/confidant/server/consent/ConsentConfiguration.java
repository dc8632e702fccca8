package health.confidant.server.consent;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import health.confidant.server.decision.Decisions;
import health.confidant.server.explain.Answers;
import health.confidant.server.explain.ExplainAccessProvider;
import health.confidant.server.explain.RelabelingProvider;
import health.confidant.server.explain.WhoCanSeeProvider;
import health.confidant.server.segment.Holdings;
import health.confidant.server.segment.Owners;
import health.confidant.server.segment.Relabeling;
import health.confidant.server.segment.Segments;
import health.confidant.server.segment.StoredRows;
import java.time.Clock;
import java.util.List;
import org.hl7.fhir.r4.model.Consent;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The operations on consents and on what follows from them. */
@Configuration
public class ConsentConfiguration {
    @Bean
    ConsentOperations consentOperations(
            JdbcTemplate sql,
            Owners owners,
            Segments segments,
            StoredRows rows,
            Decisions decisions,
            Holdings holdings,
            Relabeling relabeling,
            @Qualifier("myConsentDaoR4") IFhirResourceDao<Consent> consents,
            Clock clock) {
        Answers answers = new Answers(segments);
        return new ConsentOperations(List.of(
                new RevokeProvider(consents, clock),
                new PreviewProvider(sql, owners, decisions, holdings, answers, clock),
                new WhoCanSeeProvider(sql, owners, decisions, answers),
                new RelabelingProvider(relabeling, decisions),
                new ExplainAccessProvider(sql, segments, rows, decisions, answers)));
    }
}
