package health.confidant.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Actor;
import health.confidant.access.Role;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShredRightTest {
    private static Actor actor(String reference, Role role) {
        return new Actor(reference, Set.of(role), "client", Set.of(), Optional.empty(), Optional.empty());
    }

    @Test
    void officerAsksAndAnotherApproves() {
        assertThat(ShredRight.denial(actor("Practitioner/a", Role.PRIVACY_OFFICER), true, Optional.empty()))
                .isEmpty();
        assertThat(ShredRight.denial(
                        actor("Practitioner/b", Role.PRIVACY_OFFICER), true, Optional.of("Practitioner/a")))
                .isEmpty();
    }

    @Test
    void nobodyDestroysAlone() {
        assertThat(ShredRight.denial(
                        actor("Practitioner/a", Role.PRIVACY_OFFICER), true, Optional.of("Practitioner/a")))
                .contains(ShredRight.Denial.SAME_PERSON);
    }

    @Test
    void staleSignInIsNoSignIn() {
        assertThat(ShredRight.denial(actor("Practitioner/a", Role.PRIVACY_OFFICER), false, Optional.empty()))
                .contains(ShredRight.Denial.STEP_UP);
    }

    @Test
    void everyOtherRoleIsRefused() {
        for (Role role : Role.values()) {
            if (role != Role.PRIVACY_OFFICER) {
                assertThat(ShredRight.denial(actor("Practitioner/a", role), true, Optional.of("Practitioner/b")))
                        .contains(ShredRight.Denial.NOT_AN_OFFICER);
            }
        }
    }
}
