package health.confidant.access;

import static health.confidant.access.Scope.Letter.C;
import static health.confidant.access.Scope.Letter.D;
import static health.confidant.access.Scope.Letter.R;
import static health.confidant.access.Scope.Letter.S;
import static health.confidant.access.Scope.Letter.U;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
    @Test
    void parseWhenV2ThenHasLevelTypeAndLetters() {
        assertThat(Scope.parse("patient/Observation.rs"))
                .contains(new Scope(Scope.Level.PATIENT, "Observation", Set.of(R, S)));
        assertThat(Scope.parse("system/*.cruds")).contains(new Scope(Scope.Level.SYSTEM, "*", Set.of(C, R, U, D, S)));
        assertThat(Scope.parse("user/Task.u")).contains(new Scope(Scope.Level.USER, "Task", Set.of(U)));
    }

    /** Requirement 77. */
    @Test
    void parseWhenV1ThenMapsToLetters() {
        assertThat(Scope.parse("user/*.read")).contains(new Scope(Scope.Level.USER, "*", Set.of(R, S)));
        assertThat(Scope.parse("user/Task.write")).contains(new Scope(Scope.Level.USER, "Task", Set.of(C, U, D)));
        assertThat(Scope.parse("patient/Patient.*"))
                .contains(new Scope(Scope.Level.PATIENT, "Patient", Set.of(C, R, U, D, S)));
    }

    /** Requirement 77. */
    @ParameterizedTest
    @ValueSource(strings = {"sr", "rr", "duc", "rsx", "RS", "", "reads", "rcuds"})
    void parseWhenLettersAreOutOfOrderOrUnknownThenIsEmpty(String letters) {
        assertThat(Scope.parse("patient/Observation." + letters)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient/Observation.rs?",
                "patient/Observation.rs?category",
                "patient/Observation.rs?category=",
                "patient/Observation.rs?category=,",
                "patient/Observation.rs?category=http://x|",
                "patient/Observation.rs?category=a&category=b",
                "patient/Observation.rs?category=a&subject=Patient/1",
                "patient/Observation.rs?category:not=a",
                "patient/Observation.rs?subject.name=a",
                "patient/Observation.rs?category=%zz",
                "patient/Observation.cruds?category=laboratory",
                "patient/*.rs?category=laboratory",
                "patient/Observation.read?category=laboratory",
                "patient/Observation.read?x=y",
                "openid",
                "launch/patient",
                "offline_access",
                "admin/*.rs",
                "patient/observation.rs",
                "patient/.rs",
                "patient/*",
                " patient/*.rs",
                "patient/*.rs\n"
            })
    void parseWhenQueryPartIsNotUnderstoodOrNoResourceScopeThenIsEmpty(String scope) {
        assertThat(Scope.parse(scope)).isEmpty();
    }

    @Test
    void allowsWhenTypeAndLetterMatchThenTrue() {
        Scope one = Scope.parse("patient/Observation.rs").orElseThrow();
        Scope all = Scope.parse("patient/*.r").orElseThrow();

        assertThat(one.allows("Observation", R)).isTrue();
        assertThat(one.allows("Observation", U)).isFalse();
        assertThat(one.allows("Condition", R)).isFalse();
        assertThat(all.allows("Condition", R)).isTrue();
        assertThat(all.allows("Condition", S)).isFalse();
    }

    @Test
    void parseWhenQueryPartThenHasItsConditions() {
        assertThat(Scope.parse("patient/Observation.rs?category=http://x|laboratory,survey&status=final"))
                .contains(new Scope(
                        Scope.Level.PATIENT,
                        "Observation",
                        Set.of(R, S),
                        Map.of("category", Set.of("http://x|laboratory", "survey"), "status", Set.of("final"))));
        assertThat(Scope.parse("patient/Observation.rs?category=http%3A%2F%2Fx%7Claboratory"))
                .isEqualTo(Scope.parse("patient/Observation.rs?category=http://x|laboratory"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient/Observation.rs?category=http://x|laboratory,survey&status=final",
                "user/*.cruds",
                "system/Condition.r"
            })
    void textIsWhatWasParsed(String scope) {
        assertThat(Scope.parse(scope).orElseThrow().text()).isEqualTo(scope);
    }
}
