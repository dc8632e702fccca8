package health.confidant.fhir.audit;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventCodesTest {
    private static String actions(java.util.Set<EventCodes.Kind> kinds) {
        return kinds.stream()
                .map(kind -> kind.action().name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @Test
    void codesMeanTheRecordsWhoseEventsHaveThem() {
        assertThat(actions(EventCodes.byAction("R"))).isEqualTo("DISCLOSE READ VREAD");
        assertThat(actions(EventCodes.bySubtype("disclose"))).isEqualTo("DISCLOSE RECEIVE");
        assertThat(actions(EventCodes.byType("110106"))).isEqualTo("DISCLOSE");
        assertThat(actions(EventCodes.bySubtype("read"))).isEqualTo("READ");
        assertThat(actions(EventCodes.byType("110114"))).isEqualTo("SIGN_IN SIGN_OUT TOKEN");
        assertThat(EventCodes.byOutcome("8")).allMatch(kind -> kind.outcome() == Outcome.DENIED);
        assertThat(EventCodes.byType("nonsense")).isEmpty();
        assertThat(EventCodes.bySubtype("AuthZ-Consent")).isNotEmpty().allMatch(EventCodes.Kind::entities);
        assertThat(EventCodes.bySubtype("AuthZ-Role")).isNotEmpty().noneMatch(EventCodes.Kind::entities);
        assertThat(EventCodes.all()).hasSize(Action.values().length * 4);
    }
}
