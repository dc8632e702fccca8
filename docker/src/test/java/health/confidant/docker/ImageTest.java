package health.confidant.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ImageTest {
    @Test
    void ourDockerfileKeepsTheRules() throws IOException {
        assertThat(DockerfileRules.broken(read("Dockerfile"))).isEmpty();
    }

    @Test
    void ourComposeFileKeepsTheRules() throws IOException {
        assertThat(ComposeRules.broken(read("compose.yaml"))).isEmpty();
    }

    @Test
    void everyDockerfileRuleCanFail() throws IOException {
        String ours = read("Dockerfile");
        assertBroken(ours.replaceFirst("FROM \\S+", "FROM eclipse-temurin:latest"), "no fixed version");
        assertBroken(ours.replace("-jre-", "-jdk-"), "more than a Java runtime");
        assertBroken(ours + "RUN apt-get install maven\n", "fetches or builds");
        assertBroken(ours + "ENV CONFIDANT_DATABASE_PASSWORD=x\n", "A secret in the image");
        assertBroken(ours + "USER root\n", "numbered user other than root");
        assertBroken(ours.replace("HEALTHCHECK", "# "), "no health check");
    }

    @Test
    void everyComposeRuleCanFail() throws IOException {
        String ours = read("compose.yaml");
        assertComposeBroken(ours.replace("postgres:17.6-bookworm", "postgres:latest"), "no fixed version");
        assertComposeBroken(ours.replace("read_only: true", "read_only: false"), "file system is writable");
        assertComposeBroken(ours.replace("cap_drop: [ALL]", "cap_drop: []"), "capabilities are not dropped");
        assertComposeBroken(ours.replace("[CHOWN,", "[SYS_ADMIN,"), "capability is added");
        assertComposeBroken(ours.replace("\"no-new-privileges:true\"", ""), "privileges may grow");
        assertComposeBroken(ours.replace("      test: [", "      tests: ["), "no health check");
        assertComposeBroken(ours.replace("    pids_limit: 512", "    privileged: true"), "not contained");
        assertComposeBroken(ours.replace("user: \"10001:10001\"", "user: \"0:0\""), "other than root");
        assertComposeBroken(ours.replace("\"127.0.0.1:8080:8080\"", "\"8080:8080\""), "open to the network");
        assertComposeBroken(ours.replace("PASSWORD_FILE: /run", "PASSWORD: /run"), "is a secret in the file");
        assertComposeBroken(ours.replace("file: ./secrets/owner", "environment: OWNER"), "is not a file");
    }

    private static void assertBroken(String dockerfile, String words) {
        assertThat(DockerfileRules.broken(dockerfile)).anyMatch(sentence -> sentence.contains(words));
    }

    private static void assertComposeBroken(String compose, String words) {
        assertThat(ComposeRules.broken(compose)).anyMatch(sentence -> sentence.contains(words));
    }

    private static String read(String name) throws IOException {
        return Files.readString(Path.of(name));
    }
}
