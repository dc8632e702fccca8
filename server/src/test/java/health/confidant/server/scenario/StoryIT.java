package health.confidant.server.scenario;

import health.confidant.server.TestServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every story of the table of requests, over HTTP, each with people of its own where it changes anything. */
class StoryIT {
    private final TestServer server = TestServer.shared();

    @TestFactory
    Stream<DynamicTest> playWhenStoryThenEachAnswerIsAsItSays() {
        return Story.read().stream().map(story -> DynamicTest.dynamicTest(story.because(), () -> play(story)));
    }

    private void play(Story story) {
        server.forgetTokens();
        try (Stage stage = new Stage(server)) {
            story.steps().forEach(stage::play);
        }
    }
}
