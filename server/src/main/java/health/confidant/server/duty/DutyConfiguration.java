package health.confidant.server.duty;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import health.confidant.enforcement.Labeler;
import health.confidant.server.authorization.NoticeBoard;
import health.confidant.server.breakglass.BreakGlassProperties;
import health.confidant.server.breakglass.BreakGlassProvider;
import health.confidant.server.breakglass.Episodes;
import health.confidant.server.decision.Decisions;
import health.confidant.server.message.MessageRule;
import health.confidant.server.program.Authority;
import health.confidant.server.program.Officers;
import health.confidant.server.program.ProgramDesk;
import health.confidant.server.restriction.OmissionRule;
import health.confidant.server.restriction.RestrictionProvider;
import health.confidant.server.restriction.RestrictionRule;
import health.confidant.server.restriction.SelfPayRule;
import health.confidant.server.segment.Owners;
import health.confidant.server.segment.Products;
import health.confidant.server.segment.StoredRows;
import java.time.Clock;
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
            JdbcTemplate sql,
            StoredRows rows,
            Owners owners,
            Products products,
            DaoRegistry daos,
            Decisions decisions,
            Labeler labeler,
            ProgramDesk desk,
            BreakGlassProperties breakGlass) {
        Officers officers = new Officers(sql);
        Authority authority = new Authority(decisions);
        return new Duties(
                List.of(
                        new ReviewRule(),
                        new PaperRule(),
                        new RestrictionRule(),
                        new SelfPayRule(sql),
                        new OmissionRule(sql, products::traits),
                        new SessionRule(sql),
                        new ClaimRule(),
                        new ContactRule(sql),
                        new MessageRule(sql, owners)),
                List.of(
                        new BreakGlassProvider(new Episodes(sql), officers, rows, daos, desk, breakGlass),
                        new RestrictionProvider(daos, desk, authority, officers, labeler),
                        new BreachProvider(daos, desk, authority, officers),
                        new ContactProvider(daos, desk, authority, officers, sql),
                        new DeadlineProvider(
                                new OpenTasks(daos),
                                new OpenAccountings(sql),
                                authority,
                                officers,
                                new Standing(sql))));
    }

    @Bean
    NoticeBoard noticeBoard(JdbcTemplate sql, ProgramDesk desk, Clock clock) {
        return new Acknowledgements(sql, desk, clock);
    }

    @Bean
    DeadlineWatch deadlineWatch(JdbcTemplate sql, FhirContext fhir, DaoRegistry daos, ProgramDesk desk) {
        return new DeadlineWatch(new Standing(sql), new OpenTasks(daos), new Officers(sql), new Announcer(fhir, desk));
    }
}
