package health.confidant.server.smart;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.utilities.npm.NpmPackage;

/**
 * HL7's validator with US Core 6.1.0: as published, where the package is in the folder that {@code -Dfhir.packages} names,
 * else the guide's excerpt of it. Codes whose system or value set is not in it cannot be checked ({@link #ELSEWHERE}).
 */
final class CoreValidator {
    private static final Path PACKAGE =
            Path.of(System.getProperty("fhir.packages", "../../shared/packages"), "us_core_610.tgz");
    private static final Path EXCERPT = Path.of("..", "ig", "src", "test", "resources", "us-core-6.1.0.ndjson.gz");

    /**
     * LOINC, the CDC's races and ethnicities, and a value set that is made of VSAC's: neither is published with the guide,
     * so that the validator calls each code of theirs unknown.
     */
    private static final List<String> ELSEWHERE = List.of(
            "http://loinc.org", "urn:oid:2.16.840.1.113883.6.238", "http://hl7.org/fhir/us/core/ValueSet/birthsex");

    private static CoreValidator shared;

    private final FhirValidator validator;
    private final Map<String, String> urls;

    private CoreValidator() {
        FhirContext r4 = FhirContext.forR4Cached();
        PrePopulatedValidationSupport core = new PrePopulatedValidationSupport(r4);
        urls = new HashMap<>();
        try {
            for (String definition : Files.exists(PACKAGE) ? published() : excerpt()) {
                IBaseResource resource = r4.newJsonParser().parseResource(definition);
                core.addResource(resource);
                if (resource instanceof StructureDefinition profile) {
                    urls.put(profile.getTitle().replace(" Profile", ""), profile.getUrl());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        validator = r4.newValidator()
                .registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
                        new DefaultProfileValidationSupport(r4),
                        core,
                        new InMemoryTerminologyServerValidationSupport(r4),
                        new CommonCodeSystemsTerminologyService(r4))));
    }

    static synchronized CoreValidator shared() {
        if (shared == null) {
            shared = new CoreValidator();
        }
        return shared;
    }

    private static List<String> published() throws IOException {
        try (InputStream in = Files.newInputStream(PACKAGE)) {
            NpmPackage archive = NpmPackage.fromPackage(in);
            List<String> definitions = new ArrayList<>();
            for (String file : archive.listResources("StructureDefinition", "ValueSet", "CodeSystem")) {
                definitions.add(new String(archive.load("package", file).readAllBytes(), StandardCharsets.UTF_8));
            }
            return definitions;
        }
    }

    private static List<String> excerpt() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(EXCERPT))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** The profile's address; its title is the group's name with "Profile" in it. */
    private String url(CoreProfile profile) {
        return Optional.ofNullable(urls.get(profile.name()))
                .orElseThrow(() -> new IllegalStateException("US Core has no " + profile.name()));
    }

    /** Where the resource breaks the profile. */
    List<String> faults(CoreProfile profile, JsonNode resource) {
        ValidationOptions options = new ValidationOptions().addProfile(url(profile));
        return validator.validateWithResult(resource.toString(), options).getMessages().stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(message -> message.getLocationString() + " " + message.getMessage())
                .filter(fault -> ELSEWHERE.stream().noneMatch(fault::contains))
                .toList();
    }
}
