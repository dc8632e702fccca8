package health.confidant.server.authorization;

import health.confidant.server.authentication.Sessions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** The first filter chain: the authorization server's endpoints, and no other of those that the framework has. */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {
    private static final String[] ENDPOINTS = {
        "/oauth2/authorize",
        "/oauth2/token",
        "/oauth2/jwks",
        "/oauth2/introspect",
        "/oauth2/revoke",
        "/.well-known/oauth-authorization-server",
        "/.well-known/openid-configuration"
    };

    @Bean
    AuthorizationServerSettings authorizationServerSettings(AuthorizationProperties properties) {
        return AuthorizationServerSettings.builder().issuer(properties.issuer()).build();
    }

    @Bean
    RemoteKeys remoteKeys(Clock clock) {
        return RemoteKeys.overHttps(clock);
    }

    @Bean
    ProtocolRules protocolRules(
            AuthorizationProperties properties,
            Accounts accounts,
            Clients clients,
            Launches launches,
            RegisteredClientRepository registered,
            RemoteKeys remote,
            JdbcTemplate database,
            GrantsInForce grants,
            Clock clock) {
        return new ProtocolRules(
                new AuthorizationRequestRules(properties, accounts),
                new NarrowedScopes(clients, launches),
                new ClientAssertions(clients, remote, new AssertionRules(properties, database, clock)),
                new PublicClient(registered),
                new LaunchContext(properties),
                new Introspection(clients, grants),
                request -> ConsentPages.required(request, clients, accounts));
    }

    @Bean
    @Order(1)
    SecurityFilterChain authorizationServerChain(
            HttpSecurity http,
            ProtocolRules rules,
            RequestCache saved,
            SecurityHeaders headers,
            AnyOrigin origins,
            Sessions sessions,
            SecurityContextHolderStrategy contexts,
            Clock clock)
            throws Exception {
        LoginUrlAuthenticationEntryPoint signIn = new LoginUrlAuthenticationEntryPoint("/login");
        signIn.setFavorRelativeUris(true);
        return http.securityMatcher(ENDPOINTS)
                .with(OAuth2AuthorizationServerConfigurer.authorizationServer(), rules::apply)
                .addFilterAfter(new SessionGuard(sessions, contexts), SecurityContextHolderFilter.class)
                .addFilterAfter(new StepUp(saved, contexts, clock), LogoutFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .requestCache(cache -> cache.requestCache(saved))
                .headers(headers::apply)
                .cors(cors -> cors.configurationSource(origins))
                .exceptionHandling(errors -> errors.defaultAuthenticationEntryPointFor(
                        signIn, PathPatternRequestMatcher.withDefaults().matcher("/oauth2/authorize")))
                .build();
    }
}
