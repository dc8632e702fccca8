package health.confidant.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wrong with a Dockerfile, a sentence each. */
final class DockerfileRules {
    private DockerfileRules() {}

    static List<String> broken(String dockerfile) {
        List<String> broken = new ArrayList<>();
        List<String> lines = instructions(dockerfile);
        for (String line : lines) {
            if (line.startsWith("FROM ")
                    && !line.matches("FROM [a-z0-9./-]+:(?!latest)[A-Za-z0-9_.-]*\\d[A-Za-z0-9_.-]*")) {
                broken.add("The base image has no fixed version: " + line);
            }
            if (line.startsWith("FROM ") && !line.contains("jre")) {
                broken.add("The base image is more than a Java runtime: " + line);
            }
            if (line.matches("RUN .*(apt|apk|mvn|curl|wget|javac).*") || line.startsWith("ADD ")) {
                broken.add("The image fetches or builds: " + line);
            }
            if (line.matches("(?i)(ENV|ARG) .*(password|secret|token|key).*")) {
                broken.add("A secret in the image: " + line);
            }
        }
        if (last(lines, "USER").stream().noneMatch(user -> user.matches("USER [1-9]\\d*(:[1-9]\\d*)?"))) {
            broken.add("The image does not run as a numbered user other than root.");
        }
        if (last(lines, "HEALTHCHECK").stream()
                .noneMatch(check -> check.contains("CMD [") && !check.contains("curl"))) {
            broken.add("The image has no health check of its own.");
        }
        return broken;
    }

    private static List<String> last(List<String> lines, String instruction) {
        List<String> all = lines.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .toList();
        return all.isEmpty() ? all : all.subList(all.size() - 1, all.size());
    }

    private static List<String> instructions(String dockerfile) {
        return dockerfile
                .replaceAll("\\\\\\n\\s*", " ")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.replaceFirst("^\\w+", line.split("\\s", 2)[0].toUpperCase(Locale.ROOT)))
                .toList();
    }
}
