package health.confidant.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantedScopesTest {
    @Test
    void narrowsByMeaning() {
        assertThat(GrantedScopes.of(Set.of("patient/Observation.rs"), Set.of("patient/*.rs")))
                .contains(Set.of("patient/Observation.rs"));
        assertThat(GrantedScopes.of(Set.of("patient/*.cruds"), Set.of("patient/Observation.rs")))
                .contains(Set.of("patient/Observation.rs"));
        assertThat(GrantedScopes.of(Set.of("patient/Observation.cruds"), Set.of("patient/*.rs")))
                .contains(Set.of("patient/Observation.rs"));
    }

    @Test
    void keepsTheSpellingOfVersionOne() {
        assertThat(GrantedScopes.of(Set.of("patient/*.read"), Set.of("patient/*.rs")))
                .contains(Set.of("patient/*.read"));
        assertThat(GrantedScopes.of(Set.of("patient/*.*"), Set.of("patient/*.read")))
                .contains(Set.of("patient/*.rs"));
    }

    @Test
    void neverCrossesALevelOrAType() {
        assertThat(GrantedScopes.of(Set.of("user/*.rs"), Set.of("patient/*.rs")))
                .isEmpty();
        assertThat(GrantedScopes.of(Set.of("patient/Condition.rs"), Set.of("patient/Observation.rs")))
                .isEmpty();
        assertThat(GrantedScopes.of(Set.of("patient/Observation.c"), Set.of("patient/Observation.rs")))
                .isEmpty();
    }

    @Test
    void dropsAKnownScopeThatIsNotRegisteredAndRefusesAnUnknownOne() {
        assertThat(GrantedScopes.of(Set.of("openid", "patient/*.rs"), Set.of("patient/*.rs")))
                .contains(Set.of("patient/*.rs"));
        assertThat(GrantedScopes.of(Set.of("everything", "patient/*.rs"), Set.of("patient/*.rs")))
                .isEmpty();
    }
}
