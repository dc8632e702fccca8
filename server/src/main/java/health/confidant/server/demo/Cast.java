package health.confidant.server.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Track;
import health.confidant.ig.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The guide's cast and OAuth clients as values. */
public record Cast(List<Member> members, List<App> apps) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param client the OAuth client that the member uses */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Member(
            String login, String display, String kind, String reference, Set<Role> roles, String client, String story) {
        public boolean system() {
            return kind.equals("system");
        }
    }

    /**
     * @param portal the track that the client is bound to, or null
     * @param launchUri where an EHR launch opens the app, or null
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record App(
            String id,
            String name,
            String kind,
            String portal,
            List<String> redirectUris,
            List<Purpose> purposes,
            Set<String> scopes,
            String member,
            String launchUri) {
        public Optional<Track> track() {
            return Optional.ofNullable(portal).map(Track::of);
        }

        public Purpose purpose() {
            return purposes.get(0);
        }

        /** Somebody else's app, registered for whoever wants to try the server with a client of their own. */
        public boolean external() {
            return kind.startsWith("test-");
        }

        public boolean backend() {
            return kind.equals("backend");
        }
    }

    public static Cast of(World world) {
        try {
            return new Cast(
                    JSON.readValue(world.cast(), new TypeReference<List<Member>>() {}),
                    JSON.readValue(world.clients(), new TypeReference<List<App>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The cast is not readable.", e);
        }
    }

    public Member member(String login) {
        return members.stream()
                .filter(member -> member.login().equals(login))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no " + login + " in the cast."));
    }

    public App app(String id) {
        return apps.stream()
                .filter(app -> app.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no client " + id + "."));
    }
}
