package health.confidant.server.authorization;

import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authentication.Passkeys;
import health.confidant.server.authentication.RecoveryCodes;
import health.confidant.server.authentication.Sessions;
import health.confidant.server.authentication.SignInHistory;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The pages for people, each with its paths. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {
    @Bean
    Pages pages(SecurityContextHolderStrategy contexts) {
        return new Pages(contexts);
    }

    @Bean
    SignInFlow.Parts signInParts(
            Accounts accounts,
            OneTimePasswords codes,
            Passkeys passkeys,
            Sessions sessions,
            SignInHistory history,
            Clock clock) {
        return new SignInFlow.Parts(accounts, codes, passkeys, sessions, history, clock);
    }

    @Bean
    SignInFlow signInFlow(SignInFlow.Parts parts, RequestCache saved, SecurityContextHolderStrategy contexts) {
        return new SignInFlow(parts, saved, contexts);
    }

    @Bean
    RouterFunction<ServerResponse> assets() {
        return RouterFunctions.resources("/assets/**", new ClassPathResource("assets/"));
    }

    @Bean
    RouterFunction<ServerResponse> signInPages(
            Pages pages,
            SignInFlow flow,
            AuthenticationManager passwords,
            Passkeys passkeys,
            SignInProperties properties) {
        return new SignInPages(pages, flow, passwords, passkeys.offered(), properties.provider()).routes();
    }

    @Bean
    RouterFunction<ServerResponse> noticePages(
            Pages pages, Accounts accounts, NoticeBoard board, NoticeProperties words) {
        return new NoticePages(pages, accounts, board, words).routes();
    }

    @Bean
    RouterFunction<ServerResponse> secondFactorPages(
            Pages pages,
            SignInFlow flow,
            OneTimePasswords codes,
            RecoveryCodes recovery,
            Passkeys passkeys,
            SignInThrottle throttle) {
        return new SecondFactorPages(pages, flow, codes, recovery, passkeys, throttle).routes();
    }

    @Bean
    RouterFunction<ServerResponse> passkeyPages(Pages pages, SignInFlow flow, Accounts accounts, Passkeys passkeys) {
        return new PasskeyPages(pages, flow, accounts, passkeys).routes();
    }

    @Bean
    RouterFunction<ServerResponse> accountPages(
            Pages pages,
            SignInFlow.Parts parts,
            RecoveryCodes recovery,
            JdbcTemplate database,
            SignInThrottle throttle,
            NoticeBoard board,
            Clock clock) {
        return new AccountPages(pages, parts, recovery, new ConnectedApps(database, clock), throttle, board).routes();
    }

    @Bean
    RouterFunction<ServerResponse> consentPages(
            Pages pages,
            Accounts accounts,
            Clients clients,
            OAuth2AuthorizationService grants,
            PatientDirectory patients) {
        return new ConsentPages(pages, accounts, clients, grants, patients).routes();
    }

    @Bean
    RouterFunction<ServerResponse> launcherPages(
            Pages pages,
            Accounts accounts,
            Clients clients,
            Launches launches,
            PatientDirectory patients,
            AuthorizationProperties properties) {
        return new LauncherPages(pages, accounts, clients, launches, patients, properties).routes();
    }

    @Bean
    RouterFunction<ServerResponse> operatorPages(
            Pages pages,
            Accounts accounts,
            Clients clients,
            JdbcTemplate database,
            SignInThrottle throttle,
            Clock clock) {
        return new OperatorPages(pages, accounts, clients, new Registrations(database, clients, clock), throttle)
                .routes();
    }

    @Bean
    RouterFunction<ServerResponse> brands(AuthorizationProperties properties) {
        Brands brands = new Brands(properties);
        return RouterFunctions.route().GET("/brands.json", brands::show).build();
    }

    @Bean
    RouterFunction<ServerResponse> appState(
            JdbcTemplate database, Callers callers, AuthorizationProperties properties) {
        return new AppState(database, callers, properties.issuer()).routes();
    }

    /** Nothing at all unless a provider is configured. */
    @Bean
    RouterFunction<ServerResponse> outsidePages(
            SignInFlow flow, Accounts accounts, SignInProperties settings, AuthorizationProperties properties) {
        return settings.provider()
                .map(outside -> new OutsidePages(flow, accounts, new OutsideProvider(outside, properties)).routes())
                .orElseGet(() -> request -> Optional.empty());
    }
}
