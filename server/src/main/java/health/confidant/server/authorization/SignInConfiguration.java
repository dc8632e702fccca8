package health.confidant.server.authorization;

import health.confidant.server.authentication.Sessions;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.stream.Stream;
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
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The last filter chain: the sign-in page, health, public metadata, and 404 for everything else. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {
    private static final String[] OPEN = {
        "/login",
        "/login/**",
        "/assets/**",
        "/brands.json",
        "/messages",
        NoticePages.PATH,
        "/actuator/health",
        "/.well-known/**"
    };

    /** Pages of somebody who is signed in, where a visitor is sent to the sign-in page first. */
    private static final String[] OWN = {
        "/account", "/account/**", "/launcher", "/operator/**", ConsentPages.PATH, ConsentPages.PATH + "/**"
    };

    /** These answer a half-finished sign-in too, and look at it themselves. */
    private static final String[] POSTED = {
        "/login", "/login/**", "/logout", "/passkey", "/passkey/**", NoticePages.PATH, "/oauth2/register"
    };

    @Bean
    SignInThrottle signInThrottle(JdbcTemplate database, Clock clock) {
        return new SignInThrottle(database, clock);
    }

    @Bean
    AuthenticationManager signIn(Accounts accounts, Passwords passwords, SignInThrottle throttle) {
        return new ProviderManager(new SignIn(accounts, passwords, throttle));
    }

    /** Remembers an authorization request or a page of the person's own during sign-in, and nothing else. */
    @Bean
    RequestCache savedRequests() {
        HttpSessionRequestCache saved = new HttpSessionRequestCache();
        // The request comes back as it was: StepUp compares it.
        saved.setMatchingRequestParameterName(null);
        saved.setRequestMatcher(new OrRequestMatcher(Stream.concat(Stream.of("/oauth2/authorize"), Stream.of(OWN))
                .map(path -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, path))
                .toList()));
        return saved;
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> sessionCookie(AuthorizationProperties properties) {
        return new SessionCookie(properties);
    }

    @Bean
    @Order(3)
    SecurityFilterChain lastChain(
            HttpSecurity http,
            RequestCache saved,
            SecurityHeaders headers,
            Sessions sessions,
            SecurityContextHolderStrategy contexts,
            AnyOrigin origins)
            throws Exception {
        LoginUrlAuthenticationEntryPoint signIn = new LoginUrlAuthenticationEntryPoint("/login");
        signIn.setFavorRelativeUris(true);
        return http.addFilterAfter(new SessionGuard(sessions, contexts), SecurityContextHolderFilter.class)
                .csrf(forms -> forms.ignoringRequestMatchers(
                        PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/oauth2/register")))
                .cors(cors -> cors.configurationSource(new PublicPages(origins)))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, OPEN)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, POSTED)
                        .permitAll()
                        .requestMatchers(OWN)
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(saved))
                .headers(headers::applyToPages)
                .exceptionHandling(errors -> errors.defaultAuthenticationEntryPointFor(
                                signIn,
                                new OrRequestMatcher(Stream.of(OWN)
                                        .map(path -> (RequestMatcher) PathPatternRequestMatcher.withDefaults()
                                                .matcher(path))
                                        .toList()))
                        .defaultAuthenticationEntryPointFor(NotThere::answer, AnyRequestMatcher.INSTANCE)
                        .accessDeniedHandler(NotThere::answer))
                .build();
    }
}
