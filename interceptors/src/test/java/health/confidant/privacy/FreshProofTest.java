package health.confidant.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Actor;
import health.confidant.access.Assurance.Level;
import health.confidant.access.Role;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreshProofTest {
    private static Actor actor(String reference, Role role) {
        return new Actor(reference, Set.of(role), "client", Set.of(), Optional.empty(), Optional.empty());
    }

    @Test
    void deviceWantsAllThatThePersonCanShow() {
        Actor patient = actor("Patient/a", Role.PATIENT);
        assertThat(FreshProof.ofDevice(patient, false)).isEqualTo(Level.PASSWORD);
        assertThat(FreshProof.ofDevice(patient, true)).isEqualTo(Level.MULTI_FACTOR);
        Actor counselor = actor("Practitioner/a", Role.INDIVIDUAL_COUNSELOR);
        assertThat(FreshProof.ofDevice(counselor, true)).isEqualTo(Level.MULTI_FACTOR);
        assertThat(FreshProof.ofDevice(counselor, false)).isEqualTo(Level.MULTI_FACTOR);
    }
}
