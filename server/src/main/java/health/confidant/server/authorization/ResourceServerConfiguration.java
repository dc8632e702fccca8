package health.confidant.server.authorization;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The second filter chain: the FHIR API and what else takes an access token. A bearer token in the header (RFC 6750, section 2.1) or nothing; no cookie, no
 * session, and therefore nothing that a foreign page could ride on.
 */
@Configuration(proxyBeanMethods = false)
class ResourceServerConfiguration {
    /** By the whole path: the FHIR endpoint is a servlet of its own, which Spring MVC's matchers do not see. */
    private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();

    private static final RequestMatcher[] OPEN = {
        PATH.matcher(HttpMethod.GET, "/fhir/metadata"), PATH.matcher(HttpMethod.GET, "/fhir/.well-known/**")
    };

    /** Of both chains: Spring Security takes the one there is. */
    @Bean
    HttpFirewall firewall() {
        return HeaderRules.firewall();
    }

    @Bean
    Callers callers(SecurityContextHolderStrategy contexts) {
        return new Callers(contexts);
    }

    @Bean
    SecurityContextHolderStrategy securityContexts() {
        return SecurityContextHolder.getContextHolderStrategy();
    }

    @Bean
    ServletRegistrationBean<SmartConfiguration> smartConfiguration(AuthorizationProperties properties) {
        ServletRegistrationBean<SmartConfiguration> registration = new ServletRegistrationBean<>(
                new SmartConfiguration(properties), "/fhir/.well-known/smart-configuration");
        registration.setName("smart-configuration");
        return registration;
    }

    @Bean
    RouterFunction<ServerResponse> userInfo(
            AuthorizationProperties properties, SecurityContextHolderStrategy contexts) {
        UserInfo info = new UserInfo(properties, contexts);
        return RouterFunctions.route()
                .GET("/userinfo", info::show)
                .POST("/userinfo", info::show)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain fhirChain(
            HttpSecurity http,
            JwtDecoder decoder,
            GrantsInForce grants,
            AuthorizationProperties properties,
            SecurityHeaders headers,
            AnyOrigin origins)
            throws Exception {
        JwtAuthenticationProvider tokens = new JwtAuthenticationProvider(decoder);
        tokens.setJwtAuthenticationConverter(new CallerConverter(grants, properties));
        FhirRefusal refusal = new FhirRefusal();
        BearerTokenAuthenticationFilter bearer = new BearerTokenAuthenticationFilter(new ProviderManager(tokens));
        bearer.setAuthenticationEntryPoint(refusal);
        bearer.setBearerTokenResolver(new BearerHeader());
        return http.securityMatcher(new OrRequestMatcher(
                        PATH.matcher("/fhir"),
                        PATH.matcher("/fhir/**"),
                        PATH.matcher("/documents/**"),
                        PATH.matcher("/devices/**"),
                        PATH.matcher("/exports/**"),
                        PATH.matcher("/userinfo"),
                        PATH.matcher("/smart/state/**")))
                .addFilterBefore(bearer, AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers::apply)
                .cors(cors -> cors.configurationSource(origins))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(refusal))
                .build();
    }
}
