package health.confidant.server.authorization;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The last filter chain: the sign-in page, health, public metadata, and 404 for everything else. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {
    @Bean
    AuthenticationManager signIn(Accounts accounts, Passwords passwords, JdbcTemplate database, Clock clock) {
        return new ProviderManager(new SignIn(accounts, passwords, new SignInThrottle(database, clock), clock));
    }

    /** Remembers an authorization request during sign-in, and no other. */
    @Bean
    RequestCache savedRequests() {
        HttpSessionRequestCache saved = new HttpSessionRequestCache();
        saved.setRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher("/oauth2/authorize"));
        return saved;
    }

    @Bean
    RouterFunction<ServerResponse> signInPage() {
        return RouterFunctions.route().GET("/login", new SignInPage()::show).build();
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> sessionCookie(AuthorizationProperties properties) {
        return new SessionCookie(properties);
    }

    @Bean
    @Order(3)
    SecurityFilterChain lastChain(
            HttpSecurity http, AuthenticationManager signIn, RequestCache saved, SecurityHeaders headers)
            throws Exception {
        return http.authenticationManager(signIn)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/login", "/actuator/health", "/.well-known/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .formLogin(form -> form.loginPage("/login")
                        .usernameParameter("login")
                        .failureUrl("/login?error")
                        .defaultSuccessUrl("/login"))
                .logout(out -> out.logoutSuccessUrl("/login"))
                .requestCache(cache -> cache.requestCache(saved))
                .headers(headers::apply)
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(NotThere::answer).accessDeniedHandler(NotThere::answer))
                .build();
    }
}
