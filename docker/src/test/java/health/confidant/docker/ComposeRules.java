package health.confidant.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/** What is wrong with a compose file, a sentence each. */
final class ComposeRules {
    private static final Set<String> CAPABILITIES = Set.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID");

    private ComposeRules() {}

    static List<String> broken(String compose) {
        Map<String, Object> file = new Yaml().load(compose);
        List<String> broken = new ArrayList<>();
        map(file.get("services")).forEach((name, service) -> service(String.valueOf(name), map(service), broken));
        map(file.get("secrets")).forEach((name, secret) -> {
            if (!map(secret).keySet().equals(Set.of("file"))) {
                broken.add("The secret " + name + " is not a file.");
            }
        });
        return broken;
    }

    private static void service(String name, Map<?, ?> service, List<String> broken) {
        String image = String.valueOf(service.get("image"));
        if (!image.matches(".+:.*\\d.*") || image.endsWith(":latest")) {
            broken.add(name + ": the image has no fixed version.");
        }
        if (!Boolean.TRUE.equals(service.get("read_only"))) {
            broken.add(name + ": the file system is writable.");
        }
        if (!List.of("ALL").equals(service.get("cap_drop"))) {
            broken.add(name + ": capabilities are not dropped.");
        }
        if (!CAPABILITIES.containsAll(list(service.get("cap_add")))) {
            broken.add(name + ": a capability is added that nothing here needs.");
        }
        if (!list(service.get("security_opt")).contains("no-new-privileges:true")) {
            broken.add(name + ": privileges may grow.");
        }
        if (map(service.get("healthcheck")).get("test") == null) {
            broken.add(name + ": no health check.");
        }
        if (service.containsKey("privileged") || service.containsKey("network_mode")) {
            broken.add(name + ": not contained.");
        }
        if (service.containsKey("build") && !String.valueOf(service.get("user")).matches("[1-9]\\d*:[1-9]\\d*")) {
            broken.add(name + ": our image does not run as a numbered user other than root.");
        }
        for (Object port : list(service.get("ports"))) {
            if (!String.valueOf(port).startsWith("127.0.0.1:")) {
                broken.add(name + ": the port " + port + " is open to the network.");
            }
        }
        map(service.get("environment")).forEach((key, value) -> {
            if (String.valueOf(key).matches("(?i).*(password|secret|token|key)") && value != null) {
                broken.add(name + ": " + key + " is a secret in the file.");
            }
        });
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
