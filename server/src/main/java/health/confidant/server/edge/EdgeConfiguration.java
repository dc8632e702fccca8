package health.confidant.server.edge;

import health.confidant.server.journal.Journal;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The edge comes after authentication, so that it knows who may send a large body, and before the FHIR servlet. */
@Configuration
public class EdgeConfiguration {
    /** Spring Security's chain registers at -100. */
    private static final int AFTER_SECURITY = -50;

    private static final int BEFORE_SECURITY = -150;

    /** Bytes that a write to the socket takes: more than most pages have. */
    private static final int SOCKET = 64 << 10;

    @Bean
    FilterRegistrationBean<PlainPaths> plainPaths() {
        FilterRegistrationBean<PlainPaths> registration = new FilterRegistrationBean<>(new PlainPaths());
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }

    /** A page leaves in one write instead of in many of 8 KiB. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> wholePages() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setProperty("socket.appWriteBufSize", String.valueOf(SOCKET)));
    }

    @Bean
    FilterRegistrationBean<EdgeFilter> edgeFilter(LargeBodies large, Journal journal) {
        FilterRegistrationBean<EdgeFilter> registration = new FilterRegistrationBean<>(new EdgeFilter(large, journal));
        registration.addUrlPatterns("/fhir/*");
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }
}
