package health.confidant.server.authorization;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Who gave the token, to the app that has it (OpenID Connect Core 1.0, section 5.3), with the scopes' claims. */
final class UserInfo {
    private final AuthorizationProperties properties;
    private final SecurityContextHolderStrategy contexts;

    UserInfo(AuthorizationProperties properties, SecurityContextHolderStrategy contexts) {
        this.properties = properties;
        this.contexts = contexts;
    }

    ServerResponse show(ServerRequest request) {
        Authentication authentication = contexts.getContext().getAuthentication();
        if (!(authentication instanceof CallerAuthentication caller)
                || !caller.scopes().contains("openid")) {
            return ServerResponse.status(403)
                    .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"openid\"")
                    .build();
        }
        String person = properties.fhirBase() + "/" + caller.caller().actor().reference();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", caller.caller().login());
        if (caller.scopes().contains("fhirUser")) {
            claims.put("fhirUser", person);
        }
        if (caller.scopes().contains("profile")) {
            claims.put("profile", person);
            claims.put("preferred_username", caller.caller().login());
        }
        return ServerResponse.ok().body(claims);
    }
}
