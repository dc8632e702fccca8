package health.confidant.server.authorization;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.confidant.access.Actor;
import health.confidant.access.Assurance;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Scope;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Makes the caller of a token whose signature and claims hold.
 *
 * <p>A token alone gives nothing: the grant, the client, the account and its roles are asked about at each request, so that
 * a disabled account, a removed role and a revoked token are in force at the next one (45 CFR 164.308(a)(3)(ii)(C)). A
 * caller has the roles that both the token and the database name.
 *
 * <p>Requirement 35.
 */
final class CallerConverter implements Converter<Jwt, AbstractAuthenticationToken> {
    /** What became of a grant and a token, while both are the very ones. */
    private record Made(Jwt jwt, Caller caller, Set<String> scopes) {}

    private final GrantsInForce grants;
    private final AuthorizationProperties properties;
    private final Cache<GrantInForce, Made> made =
            Caffeine.newBuilder().weakKeys().build();

    CallerConverter(GrantsInForce grants, AuthorizationProperties properties) {
        this.grants = grants;
        this.properties = properties;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt jwt) {
        String client =
                Optional.ofNullable(jwt.getClaimAsString(TokenClaims.CLIENT)).orElseThrow(CallerConverter::refused);
        String login = Optional.ofNullable(jwt.getSubject()).orElseThrow(CallerConverter::refused);
        GrantInForce grant = grants.find(jwt.getTokenValue(), client, login).orElseThrow(CallerConverter::refused);
        Made known = made.getIfPresent(grant);
        if (known == null || known.jwt() != jwt) {
            known = new Made(jwt, caller(jwt, grant, client, login), granted(jwt));
            made.put(grant, known);
        }
        return new CallerAuthentication(known.caller(), known.scopes());
    }

    private Caller caller(Jwt jwt, GrantInForce grant, String client, String login) {
        boolean meant = grant.reference().equals(jwt.getClaimAsString(TokenClaims.REFERENCE))
                && jwt.getAudience().equals(List.of(properties.audience(grant.portal())));
        Set<Role> roles = roles(jwt, grant);
        if (!meant || roles.isEmpty()) {
            throw refused();
        }
        Optional<String> patient = Optional.ofNullable(jwt.getClaimAsString(TokenClaims.PATIENT));
        Actor actor = new Actor(grant.reference(), roles, client, scopes(jwt), grant.portal(), patient);
        Purpose purpose = grant.purpose(jwt.getClaimAsString(TokenClaims.PURPOSE));
        String token = Optional.ofNullable(jwt.getId()).orElseThrow(CallerConverter::refused);
        return new Caller(actor, purpose, login, assurance(jwt), token);
    }

    /** Empty, which proves nothing, unless the token has both claims and we know the level. */
    private static Optional<Assurance> assurance(Jwt jwt) {
        String acr = jwt.getClaimAsString(TokenClaims.ACR);
        Instant at = jwt.getClaimAsInstant(TokenClaims.AUTH_TIME);
        return at == null
                ? Optional.empty()
                : Stream.of(Assurance.Level.values())
                        .filter(level -> level.acr().equals(acr))
                        .map(level -> new Assurance(level, at))
                        .findFirst();
    }

    /** Every scope of the token, also those that are about no resource. */
    private static Set<String> granted(Jwt jwt) {
        String scope = jwt.getClaimAsString("scope");
        return scope == null ? Set.of() : Set.of(scope.split(" "));
    }

    private static Set<Role> roles(Jwt jwt, GrantInForce grant) {
        List<String> claimed =
                Optional.ofNullable(jwt.getClaimAsStringList(TokenClaims.ROLES)).orElse(List.of());
        Set<Role> roles = EnumSet.noneOf(Role.class);
        grant.roles().stream().filter(role -> claimed.contains(role.name())).forEach(roles::add);
        roles.remove(Role.PROGRAM); // The database refuses it too (V20).
        return roles;
    }

    private static Set<Scope> scopes(Jwt jwt) {
        return Optional.ofNullable(jwt.getClaimAsString("scope")).stream()
                .flatMap(text -> Stream.of(text.split(" ")))
                .flatMap(text -> Scope.parse(text).stream())
                .collect(Collectors.toSet());
    }

    private static InvalidBearerTokenException refused() {
        return new InvalidBearerTokenException("The grant is not in force");
    }
}
