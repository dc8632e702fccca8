package health.confidant.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The server in a process of its own that knows nothing of the environment of the tests. */
final class StartedProcess {
    private StartedProcess() {}

    /** What it writes to standard output and error. */
    static Process of(List<String> java, List<String> arguments, Path log) throws IOException {
        return bare(ChildServer.command(List.of(), java, arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** The same with each of its two streams for itself. */
    static Process of(List<String> command, Path output, Path error) throws IOException {
        return bare(command)
                .redirectOutput(output.toFile())
                .redirectError(error.toFile())
                .start();
    }

    private static ProcessBuilder bare(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("CONFIDANT_") || name.startsWith("JAVA_TOOL"));
        return builder;
    }
}
