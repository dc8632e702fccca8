package health.confidant.server.load;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Reads back what a server holds of the patients in a folder, all of it, and has it validated against base FHIR R4;
 * what is wrong already in Synthea's files is counted apart, since the server must not alter a record to mend it.
 */
public final class ValidateCommand {
    private final FhirContext r4 = FhirContext.forR4Cached();
    private final Supplier<String> token;
    private final PrintStream out;

    /**
     * @param token gives a fresh access token of the client that loaded the folder
     */
    public ValidateCommand(Supplier<String> token, PrintStream out) {
        this.token = token;
        this.out = out;
    }

    /**
     * The process's exit code: 0 when everything was read and has no error that the files have not, else 1; 2 for
     * arguments that make no sense.
     */
    public int run(String... args) {
        LoadArguments arguments;
        try {
            arguments = LoadArguments.parse(args);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        }
        try {
            return validate(arguments);
        } catch (LoadException | DataFormatException e) {
            out.println(e.getMessage());
            return 1;
        } catch (IOException e) {
            out.println("A file cannot be read: " + e.getMessage());
            return 1;
        }
    }

    private int validate(LoadArguments arguments) throws IOException {
        FhirEndpoint endpoint = new FhirEndpoint(arguments.base(), token);
        List<Path> files = new SyntheaFolder(arguments.folder())
                .files().stream()
                        .filter(file -> !SyntheaFolder.isDirectory(file))
                        .toList();
        Validation sent = new Validation(r4);
        Validation held = new Validation(r4);
        ProgressBar bar = new ProgressBar(out, files.size(), System.console() != null);
        int missing = 0;
        for (int i = 0; i < files.size(); i++) {
            missing += patient(endpoint, files.get(i), sent, held) ? 0 : 1;
            bar.show(i + 1, missing, files.get(i).getFileName().toString());
        }
        int worse = report(sent, held);
        out.printf(
                "%d of %d patients read back: %d resources, %d kinds of errors that the files have not.%n",
                files.size() - missing, files.size(), held.resources(), worse);
        return missing == 0 && worse == 0 && !files.isEmpty() ? 0 : 1;
    }

    private boolean patient(FhirEndpoint endpoint, Path file, Validation sent, Validation held) throws IOException {
        Bundle bundle = r4.newJsonParser()
                .parseResource(Bundle.class, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        Optional<String> id =
                PatientFile.identifier(bundle).flatMap(identifier -> endpoint.find("Patient", identifier));
        if (id.isEmpty()) {
            return false;
        }
        bundle.getEntry().forEach(entry -> sent.check(entry.getResource()));
        Optional<Bundle> page = Optional.of(endpoint.get(id.get() + "/$everything?_count=200"));
        while (page.isPresent()) {
            page.get().getEntry().forEach(entry -> held.check(entry.getResource()));
            page = endpoint.next(page.get());
        }
        return true;
    }

    /** How many kinds of errors the server's resources have more often than the files'. */
    private int report(Validation sent, Validation held) {
        held.types().forEach((type, number) -> out.printf("%7d %s%n", number, type));
        int worse = 0;
        for (var kind : held.errors().entrySet()) {
            int before = sent.errors().getOrDefault(kind.getKey(), 0);
            worse += kind.getValue() > before ? 1 : 0;
            out.printf("%7d errors, %d of them in the files: %s%n", kind.getValue(), before, kind.getKey());
        }
        return worse;
    }
}
