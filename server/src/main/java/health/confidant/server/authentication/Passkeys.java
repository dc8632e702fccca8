package health.confidant.server.authentication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJackson2Module;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;

/**
 * Passkeys (W3C Web Authentication Level 3) with user verification, so that one is two factors: the device and its PIN or
 * biometric. Challenges live in the caller's session and work once.
 */
public final class Passkeys {
    private static final Authentication NOBODY =
            new AnonymousAuthenticationToken("nobody", "nobody", AuthorityUtils.createAuthorityList("NOBODY"));

    /** A passkey as its owner sees it. */
    public record Passkey(String id, String label, Instant created, Instant lastUsed) {}

    /** What the browser is asked, and what the server must remember of it until the answer. */
    public record Challenge(String json, Object options) {}

    private final PasskeyUsers users;
    private final PasskeyCredentials credentials;
    private final Webauthn4JRelyingPartyOperations party;
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new WebauthnJackson2Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final boolean offered;

    /** @param base the public base URL; a host that is an address has no passkeys (Web Authentication, section 5.1.3) */
    public Passkeys(JdbcTemplate database, URI base) {
        users = new PasskeyUsers(database);
        credentials = new PasskeyCredentials(database);
        offered = !base.getHost().matches("[0-9.]+|\\[.*]");
        PublicKeyCredentialRpEntity entity = PublicKeyCredentialRpEntity.builder()
                .id(base.getHost())
                .name("Confidant")
                .build();
        String origin = base.getScheme() + "://" + base.getAuthority();
        party = new Webauthn4JRelyingPartyOperations(users, credentials, entity, Set.of(origin));
        party.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        party.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
    }

    /** Whether browsers accept passkeys for the server's address. */
    public boolean offered() {
        return offered;
    }

    public Challenge enrol(String login) {
        return challenge(party.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(person(login))));
    }

    /** Stores the passkey that answers the challenge; false if it does not. */
    public boolean enrolled(Object options, String answer) {
        try {
            RelyingPartyPublicKey key = json.readValue(answer, RelyingPartyPublicKey.class);
            party.registerCredential(
                    new ImmutableRelyingPartyRegistrationRequest((PublicKeyCredentialCreationOptions) options, key));
            return true;
        } catch (JsonProcessingException | RuntimeException e) {
            return false; // Whatever is wrong with it, it is no passkey; the cause may quote it.
        }
    }

    /** @param login whose passkeys are asked for; empty lets the person choose one */
    public Challenge prove(Optional<String> login) {
        return challenge(party.createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(
                login.map(Passkeys::person).orElse(NOBODY))));
    }

    /** The login whose passkey answers the challenge. */
    public Optional<String> proved(Object options, String answer) {
        try {
            PublicKeyCredential<AuthenticatorAssertionResponse> key =
                    json.readValue(answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
            return Optional.of(party.authenticate(
                            new RelyingPartyAuthenticationRequest((PublicKeyCredentialRequestOptions) options, key)))
                    .map(PublicKeyCredentialUserEntity::getName);
        } catch (JsonProcessingException | RuntimeException e) {
            return Optional.empty(); // Unknown, forged, cloned or for another challenge: one answer.
        }
    }

    public List<Passkey> of(String login) {
        PublicKeyCredentialUserEntity user = users.findByUsername(login);
        return user == null
                ? List.of()
                : credentials.findByUserId(user.getId()).stream()
                        .map(key -> new Passkey(
                                key.getCredentialId().toBase64UrlString(),
                                key.getLabel(),
                                key.getCreated(),
                                key.getLastUsed()))
                        .toList();
    }

    /** Removes one of the login's own. */
    public void remove(String login, String id) {
        of(login).stream()
                .filter(key -> key.id().equals(id))
                .forEach(key -> credentials.delete(Bytes.fromBase64(key.id())));
    }

    private Challenge challenge(Object options) {
        try {
            return new Challenge(json.writeValueAsString(options), options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A challenge cannot be written", e);
        }
    }

    private static Authentication person(String login) {
        return UsernamePasswordAuthenticationToken.authenticated(login, null, List.of());
    }
}
