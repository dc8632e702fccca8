package health.confidant.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordedActionsTest {
    @Test
    void everyInteractionOfTheSurfaceButTheCapabilityStatementHasItsAction() {
        Set<RestOperationTypeEnum> offered = EnumSet.copyOf(Surface.INTERACTIONS);
        offered.addAll(Set.of(
                RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE, RestOperationTypeEnum.EXTENDED_OPERATION_TYPE));
        offered.remove(RestOperationTypeEnum.METADATA);
        assertThat(offered)
                .allSatisfy(type ->
                        assertThat(RecordedActions.of(type)).as(type.name()).isNotNull());
        assertThat(RecordedActions.of(RestOperationTypeEnum.METADATA)).isNull();
    }
}
