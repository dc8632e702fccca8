package health.confidant.ig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ValidationTest {
    @TestFactory
    Stream<DynamicTest> chaptersValidate() {
        return World.read().chapters().stream()
                .map(chapter ->
                        DynamicTest.dynamicTest(chapter.name(), () -> assertThat(GuideValidator.faults(chapter.json()))
                                .isEmpty()));
    }

    @Test
    void anInvalidConsentDoesNotPass() {
        String broken = World.read().chapters().get(2).json().replace("\"dateTime\"", "\"dateTimes\"");
        assertThat(GuideValidator.errors(broken)).isNotEmpty();
    }
}
