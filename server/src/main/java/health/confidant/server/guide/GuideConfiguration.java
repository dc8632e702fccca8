package health.confidant.server.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import health.confidant.server.ServerProperties;
import health.confidant.server.fhir.FhirServlet;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /ig}: public, without session, cookie or script. */
@Configuration(proxyBeanMethods = false)
public class GuideConfiguration {
    /** One style sheet and pictures, from here. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();

    @Bean
    RouterFunction<ServerResponse> guidePages(
            ServletRegistrationBean<FhirServlet> endpoint,
            ISearchParamRegistry parameters,
            FhirContext fhir,
            ServerProperties properties) {
        GuidePages pages = new GuidePages(new BoundSurface(endpoint.getServlet(), parameters), fhir, properties);
        return RouterFunctions.route()
                .GET("/ig", pages::index)
                .GET("/ig/", pages::index)
                .GET("/ig/{file}", pages::page)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain guideChain(HttpSecurity http, ServerProperties properties) throws Exception {
        return http.securityMatcher(new OrRequestMatcher(PATH.matcher("/ig"), PATH.matcher("/ig/**")))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/ig", "/ig/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(cache -> cache.disable())
                        .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .httpStrictTransportSecurity(hsts -> hsts.requestMatcher(request ->
                                properties.base().startsWith("https:") && AnyRequestMatcher.INSTANCE.matches(request))))
                .build();
    }
}
