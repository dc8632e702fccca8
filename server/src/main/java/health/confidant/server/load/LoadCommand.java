package health.confidant.server.load;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import health.confidant.fhir.profile.Fault;
import health.confidant.fhir.profile.JsonForm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Loads a folder of Synthea's patients into a server. A file is loaded whole or not at all; one that fails is listed
 * at the end and does not stop the others; a second run goes on where the first one ended.
 */
public final class LoadCommand {
    private final Supplier<String> token;
    private final PrintStream out;
    private final Clock clock;

    /**
     * @param token gives a fresh access token of the client that loads
     */
    public LoadCommand(Supplier<String> token, PrintStream out, Clock clock) {
        this.token = token;
        this.out = out;
        this.clock = clock;
    }

    /** The process's exit code: 0 when every file is on the server, else 1; 2 for arguments that make no sense. */
    public int run(String... args) {
        LoadArguments arguments;
        try {
            arguments = LoadArguments.parse(args);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        }
        try {
            return load(arguments);
        } catch (LoadException e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    private int load(LoadArguments arguments) {
        SyntheaFolder folder = new SyntheaFolder(arguments.folder());
        if (arguments.generate() > 0 && folder.files().isEmpty()) {
            out.println("Synthea makes " + arguments.generate() + " patients ...");
            Synthea.generate(arguments.folder(), arguments.generate(), arguments.seed());
        }
        List<Path> files = folder.files();
        if (files.isEmpty()) {
            throw new LoadException("No FHIR files in " + arguments.folder().resolve("fhir") + ".");
        }
        return new Run(arguments).all(files);
    }

    private final class Run {
        private final FhirContext r4 = FhirContext.forR4Cached();
        private final JsonForm form = new JsonForm(r4);
        private final LoadedTypes types = new LoadedTypes();
        private final Map<String, String> errors = new TreeMap<>();
        private final LoadedFiles loaded;
        private final DirectoryFile directories;
        private final PatientFile patients;
        private final Instant started = clock.instant();
        private int posted;
        private int resources;

        Run(LoadArguments arguments) {
            FhirEndpoint endpoint = new FhirEndpoint(arguments.base(), token);
            loaded = new LoadedFiles(arguments.folder(), arguments.base());
            directories = new DirectoryFile(endpoint);
            patients = new PatientFile(endpoint, new DirectoryReferences(endpoint), clock);
        }

        int all(List<Path> files) {
            ProgressBar bar = new ProgressBar(out, files.size(), System.console() != null);
            int done = 0;
            for (Path file : files) {
                try {
                    one(file);
                } catch (LoadException | DataFormatException | IOException e) {
                    errors.put(file.getFileName().toString(), e.getMessage());
                }
                bar.show(++done, errors.size(), file.getFileName().toString());
            }
            out.printf(
                    "%d files: %d loaded, %d were there, %d errors.%n",
                    files.size(), posted, files.size() - posted - errors.size(), errors.size());
            double seconds = Math.max(Duration.between(started, clock.instant()).toMillis(), 1) / 1000.0;
            out.printf(
                    Locale.ROOT, "%d resources in %.0f s, %.0f a second.%n", resources, seconds, resources / seconds);
            types.left()
                    .forEach((type, number) -> out.println(
                            "Not loaded: " + number + " " + type + ", since " + LoadedTypes.reason(type) + "."));
            errors.forEach((file, why) -> out.println("Error in " + file + ": " + why));
            return errors.isEmpty() ? 0 : 1;
        }

        /** The parser leaves out what it does not know, and what is sent is what it read. */
        private void requireWhole(byte[] content) {
            List<Fault> faults = form.faults(content);
            if (!faults.isEmpty()) {
                Fault first = faults.get(0);
                throw new LoadException(first.path() + ": " + first.text() + ", and " + (faults.size() - 1)
                        + " more such faults. Nothing of it was sent.");
            }
        }

        private void one(Path file) throws IOException {
            byte[] content = Files.readAllBytes(file);
            if (loaded.has(content)) {
                return;
            }
            requireWhole(content);
            Bundle bundle = r4.newJsonParser().parseResource(Bundle.class, new String(content, StandardCharsets.UTF_8));
            Map<String, Integer> dropped = types.keep(bundle);
            Optional<Instant> interrupted = loaded.interrupted(content);
            int stored = loaded.marked(content, () -> {
                if (SyntheaFolder.isDirectory(file)) {
                    return directories.load(bundle);
                }
                return patients.load(bundle, interrupted) ? bundle.getEntry().size() : -1;
            });
            loaded.add(content);
            if (stored >= 0) {
                posted++;
                resources += stored;
                types.count(dropped);
            }
        }
    }
}
