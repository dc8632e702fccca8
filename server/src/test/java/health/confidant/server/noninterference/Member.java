package health.confidant.server.noninterference;

import health.confidant.access.Actor;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Scope;
import health.confidant.enforcement.AccessContext;
import health.confidant.ig.World;
import health.confidant.server.demo.Cast;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody who asks or writes, with what their access token would say of them. */
public record Member(String login, Actor actor, Purpose purpose, boolean source) {
    /** A member of the cast with the scopes of their own client. */
    public static Member of(String login) {
        Cast cast = Cast.of(World.read());
        Cast.Member member = cast.member(login);
        return of(login, member.reference(), member.roles(), member.client());
    }

    public static Member of(String login, String reference, Set<Role> roles, String client) {
        return of(
                login,
                reference,
                roles,
                client,
                String.join(" ", Cast.of(World.read()).app(client).scopes()));
    }

    /** @param scopes separated by spaces; only the resource scopes matter */
    public static Member of(String login, String reference, Set<Role> roles, String client, String scopes) {
        Cast.App app = Cast.of(World.read()).app(client);
        Set<Scope> parsed = Stream.of(scopes.split(" "))
                .map(Scope::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        Optional<String> patient = Optional.of(reference).filter(r -> r.startsWith("Patient/"));
        Actor actor = new Actor(reference, roles, client, parsed, app.track(), patient);
        return new Member(login, actor, app.purpose(), roles.contains(Role.EHR));
    }

    public static Member patient(String reference) {
        return of("", reference, Set.of(Role.PATIENT), "individual-portal");
    }

    public AccessContext context() {
        return new AccessContext(actor, purpose, "test", source);
    }

    /** The same person with every scope, for writing a world: scopes are other tests' matter. */
    AccessContext writing() {
        Actor whole = new Actor(
                actor.reference(),
                actor.roles(),
                actor.client(),
                Set.of(Scope.parse("user/*.cruds").orElseThrow()),
                Optional.empty(),
                Optional.empty());
        return new AccessContext(whole, purpose, "test", source);
    }
}
