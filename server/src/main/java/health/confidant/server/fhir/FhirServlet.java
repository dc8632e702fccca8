package health.confidant.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;

/** The FHIR endpoint. It has the providers and the interceptors it is given, in written-out lists, and nothing else. */
public final class FhirServlet extends RestfulServer {
    private static final long serialVersionUID = 1L;

    /** What the servlet needs of HAPI's JPA server; the providers are those of the stored types. */
    public record Parts(
            IFhirSystemDao<Bundle, Meta> systemDao,
            JpaSystemProvider<Bundle, Meta> systemProvider,
            List<IResourceProvider> resourceProviders,
            DatabaseBackedPagingProvider pages,
            JpaStorageSettings settings,
            ISearchParamRegistry searchParameters,
            IValidationSupport validation,
            IInterceptorService interceptors) {}

    private final transient Parts parts;
    private final transient List<Object> providers;
    private final transient List<Object> hooks;

    public FhirServlet(FhirContext fhir, String base, Parts parts, List<Object> providers, List<Object> hooks) {
        super(fhir, parts.interceptors());
        this.parts = parts;
        this.providers = List.copyOf(providers);
        this.hooks = List.copyOf(hooks);
        setServerAddressStrategy(new HardcodedServerAddressStrategy(base));
    }

    @Override
    protected void initialize() {
        getFhirContext().getParserOptions().setAutoContainReferenceTargetsWithNoId(false);
        setDefaultResponseEncoding(EncodingEnum.JSON);
        setDefaultPrettyPrint(false);
        setUncompressIncomingContents(false);
        setDefaultPageSize(Limits.PAGE);
        setMaximumPageSize(Limits.MAXIMUM_PAGE);
        setPagingProvider(parts.pages());
        setServerName("Confidant");
        setImplementationDescription("Confidant: the database keeps the confidence");
        setServerVersion("0.1");
        setCopyright("");
        hooks.forEach(this::registerInterceptor);
        registerProviders(parts.resourceProviders());
        registerProvider(parts.systemProvider());
        registerProviders(providers);
        JpaCapabilityStatementProvider capabilities = new JpaCapabilityStatementProvider(
                this, parts.systemDao(), parts.settings(), parts.searchParameters(), parts.validation());
        capabilities.setImplementationDescription("Confidant: the database keeps the confidence");
        setServerConformanceProvider(capabilities);
    }

    @Override
    protected ServletRequestDetails newRequestDetails(
            RequestTypeEnum type, HttpServletRequest request, HttpServletResponse response) {
        ServletRequestDetails details = new ServletRequestDetails(new RequestHooks(getInterceptorService()));
        details.setServer(this);
        details.setRequestType(type);
        details.setServletRequest(request);
        details.setServletResponse(response);
        return details;
    }

    @Override
    public String createPoweredByHeader() {
        return "";
    }
}
