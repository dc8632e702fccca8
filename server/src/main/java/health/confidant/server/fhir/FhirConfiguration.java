package health.confidant.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.interceptor.ForceOffsetSearchModeInterceptor;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.interceptor.SearchPreferHandlingInterceptor;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import health.confidant.enforcement.AgreementInterceptor;
import health.confidant.enforcement.AuditInterceptor;
import health.confidant.enforcement.AuditSink;
import health.confidant.enforcement.BodyInterceptor;
import health.confidant.enforcement.CallerInterceptor;
import health.confidant.enforcement.CallerSource;
import health.confidant.enforcement.CapabilityInterceptor;
import health.confidant.enforcement.DisclosureInterceptor;
import health.confidant.enforcement.DisclosureLedger;
import health.confidant.enforcement.Labeler;
import health.confidant.enforcement.LabelingInterceptor;
import health.confidant.enforcement.OrderInterceptor;
import health.confidant.enforcement.OutcomeInterceptor;
import health.confidant.enforcement.ReleaseInterceptor;
import health.confidant.enforcement.ScopeInterceptor;
import health.confidant.enforcement.StepUpInterceptor;
import health.confidant.enforcement.Surface;
import health.confidant.enforcement.SurfaceInterceptor;
import health.confidant.enforcement.ValidationInterceptor;
import health.confidant.enforcement.WriteInterceptor;
import health.confidant.fhir.profile.JsonForm;
import health.confidant.fhir.profile.ProfileValidator;
import health.confidant.server.ServerProperties;
import health.confidant.server.audit.AuditEventProvider;
import health.confidant.server.audit.Entitlements;
import health.confidant.server.consent.ConsentOperations;
import health.confidant.server.decision.Agreements;
import health.confidant.server.decision.Decisions;
import health.confidant.server.duty.Duties;
import health.confidant.server.export.ExportProvider;
import health.confidant.server.journal.JournalReader;
import health.confidant.server.journal.Receipts;
import health.confidant.server.report.AccessReportProvider;
import health.confidant.server.report.AccountingStore;
import health.confidant.server.report.DisclosureAccountingProvider;
import health.confidant.server.report.Suspensions;
import health.confidant.server.retention.HandOverProvider;
import health.confidant.server.retention.RetentionProvider;
import health.confidant.server.shred.ShredProvider;
import health.confidant.server.watch.MarkProvider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The FHIR endpoint's two lists: interceptors and providers. */
@Configuration
public class FhirConfiguration {
    @Bean
    ReleaseInterceptor releaseInterceptor() {
        return new ReleaseInterceptor();
    }

    @Bean
    ProfileValidator profileValidator(FhirContext fhir, DefaultProfileValidationSupport r4) {
        return new ProfileValidator(fhir, r4);
    }

    @Bean
    FhirInterceptors fhirInterceptors(
            FhirContext fhir,
            CallerSource callers,
            Labeler labeler,
            AuditSink sink,
            Clock clock,
            ReleaseInterceptor release,
            ProfileValidator validator,
            DisclosureLedger ledger,
            ISearchParamRegistry parameters,
            JdbcTemplate sql,
            Duties duties) {
        AuditInterceptor audit = new AuditInterceptor(sink, clock);
        ForceOffsetSearchModeInterceptor pages = new ForceOffsetSearchModeInterceptor();
        pages.setDefaultCount(Limits.PAGE);
        SearchPreferHandlingInterceptor strict = new SearchPreferHandlingInterceptor(parameters);
        strict.setDefaultBehaviour(ca.uhn.fhir.rest.api.PreferHandlingEnum.STRICT);
        return new FhirInterceptors(List.of(
                new SurfaceInterceptor(),
                new CallerInterceptor(callers),
                new AgreementInterceptor(new Agreements(sql)),
                new BodyInterceptor(new JsonForm(fhir)),
                new ScopeInterceptor(),
                new StepUpInterceptor(clock),
                new LabelingInterceptor(labeler),
                new ValidationInterceptor(validator),
                new WriteInterceptor(duties.rules()),
                release,
                new DisclosureInterceptor(ledger),
                audit,
                new OutcomeInterceptor(audit),
                new CapabilityInterceptor(),
                strict,
                pages,
                new OrderInterceptor((type, name) -> Optional.ofNullable(parameters.getActiveSearchParam(
                                type, name, ISearchParamRegistry.SearchParamLookupContextEnum.SORT))
                        .map(RuntimeSearchParam::getParamType))));
    }

    @Bean
    ServletRegistrationBean<FhirServlet> fhirServlet(
            FhirContext fhir,
            ServerProperties properties,
            FhirServlet.Parts parts,
            FhirInterceptors interceptors,
            JournalReader reader,
            Receipts receipts,
            DaoRegistry daos,
            JdbcTemplate sql,
            Clock clock,
            Decisions decisions,
            ShredProvider shred,
            RetentionProvider retention,
            HandOverProvider handOver,
            ExportProvider exports,
            ConsentOperations consents,
            Duties duties) {
        Suspensions suspensions = new Suspensions(new AccountingStore(sql), clock);
        List<Object> providers = new ArrayList<>(List.of(
                new AuditEventProvider(reader, new Entitlements(decisions), suspensions::of),
                new MarkProvider(sql, new Entitlements(decisions)),
                new AccessReportProvider(reader, receipts, new Entitlements(decisions), suspensions, daos, clock),
                new DisclosureAccountingProvider(
                        new AccountingStore(sql), reader, receipts, new Entitlements(decisions), daos, clock),
                shred,
                retention,
                handOver,
                exports));
        providers.addAll(consents.providers());
        providers.addAll(duties.providers());
        FhirServlet servlet = new FhirServlet(fhir, properties.fhirBase(), parts, providers, interceptors.hooks());
        ServletRegistrationBean<FhirServlet> registration = new ServletRegistrationBean<>(servlet, "/fhir/*");
        registration.setLoadOnStartup(1);
        registration.setName("fhir");
        return registration;
    }

    @Bean
    FhirServlet.Parts fhirParts(
            IFhirSystemDao<Bundle, Meta> systemDao,
            JpaSystemProvider<Bundle, Meta> systemProvider,
            BeanFactory beans,
            DatabaseBackedPagingProvider pages,
            JpaStorageSettings settings,
            ISearchParamRegistry searchParameters,
            IValidationSupport validation,
            IInterceptorService interceptors) {
        return new FhirServlet.Parts(
                systemDao,
                systemProvider,
                Surface.STORED.stream()
                        .sorted()
                        .map(type -> beans.getBean(ClosedSurface.provider(type), IResourceProvider.class))
                        .toList(),
                pages,
                settings,
                searchParameters,
                validation,
                interceptors);
    }
}
