package health.confidant.ig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final World WORLD = World.read();
    private static final Pattern LOCAL = Pattern.compile("[A-Za-z]+/[0-9a-f-]{36}");

    @Test
    void idsAreTheSameInEveryRun() {
        assertThat(World.id("Patient/maya")).isEqualTo("a2e7cbca-13e9-3904-8ee5-85270cfec741");
        assertThat(WORLD.reference("Patient/maya")).isEqualTo("Patient/" + World.id("Patient/maya"));
        assertThatThrownBy(() -> WORLD.reference("Patient/nobody")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyFileIsAChapterAndEveryChapterHasItsMember() throws IOException {
        Path folder = Path.of("src/main/resources/health/confidant/ig/world");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d\\d-.*")))
                    .containsExactlyInAnyOrderElementsOf(WORLD.chapters().stream()
                            .map(chapter -> chapter.name() + ".json")
                            .toList());
        }
        for (World.Chapter chapter : WORLD.chapters()) {
            assertThat(WORLD.cast()).contains("\"login\": \"" + chapter.login() + "\"");
        }
    }

    @Test
    void referencesPointToTheSameOrAnEarlierChapter() {
        Set<String> known = new HashSet<>();
        for (World.Chapter chapter : WORLD.chapters()) {
            Bundle bundle = parse(chapter);
            bundle.getEntry().forEach(entry -> known.add(entry.getFullUrl().substring(World.BASE.length())));
            for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
                assertThat(references(entry.getResource())).isSubsetOf(known).allMatch(LOCAL.asMatchPredicate());
            }
        }
        assertThat(known).containsExactlyInAnyOrderElementsOf(WORLD.references().values());
    }

    @Test
    void entriesArePostsWithoutLabels() {
        for (World.Chapter chapter : WORLD.chapters()) {
            for (Bundle.BundleEntryComponent entry : parse(chapter).getEntry()) {
                assertThat(entry.getRequest().getMethod()).isEqualTo(Bundle.HTTPVerb.POST);
                assertThat(entry.getRequest().getUrl())
                        .isEqualTo(entry.getResource().fhirType());
                assertThat(entry.getResource().getMeta().isEmpty()).isTrue();
                assertThat(entry.getFullUrl())
                        .isEqualTo(World.BASE + entry.getRequest().getUrl() + "/"
                                + entry.getResource().getIdElement().getIdPart());
            }
        }
    }

    @Test
    void everyActiveConsentSaysWhatTheLawWants() {
        List<Consent> active = consents()
                .filter(consent -> consent.getStatus() == Consent.ConsentState.ACTIVE)
                .toList();
        assertThat(active).hasSizeGreaterThanOrEqualTo(8);
        for (Consent consent : active) {
            assertThat(consent.getPatient().getReference()).isNotBlank();
            assertThat(consent.getOrganization()).isNotEmpty();
            assertThat(consent.getProvision()
                            .getActorFirstRep()
                            .getRole()
                            .getCodingFirstRep()
                            .getCode())
                    .isEqualTo("IRCP");
            assertThat(consent.getProvision().getActorFirstRep().getReference().getReference())
                    .isNotBlank();
            assertThat(consent.getProvision().getPurpose()).isNotEmpty();
            assertThat(consent.getDateTime()).isNotNull();
            assertThat(consent.getPerformer())
                    .extracting(Reference::getReference)
                    .containsExactly(consent.getPatient().getReference());
            assertThat(consent.getPolicyFirstRep().getUri()).isNotBlank();
            assertThat(signed(consent)).contains("Signed electronically by");
            if (consent.getProvision().getType() == Consent.ConsentProvisionType.PERMIT) {
                assertThat(consent.getProvision().getPeriod().getEnd()).isNotNull();
                assertThat(signed(consent))
                        .contains("What: ", "To whom: ", "Purpose: ", "Expires: ", "revoke", "refuse");
            }
        }
    }

    @Test
    void consentsAreOfEveryKindThatTheScenariosNeed() {
        assertThat(consents().map(consent -> consent.getStatus().toCode())).contains("inactive", "proposed", "active");
        assertThat(consents())
                .anyMatch(consent -> consent.getProvision().getType() == Consent.ConsentProvisionType.DENY);
        assertThat(consents())
                .anyMatch(consent ->
                        consent.getScope().getCodingFirstRep().getCode().equals("research"));
    }

    private static String signed(Consent consent) {
        String id = consent.getSourceReference().getReference();
        return WORLD.chapters().stream()
                .flatMap(chapter -> parse(chapter).getEntry().stream())
                .filter(entry -> entry.getFullUrl().equals(World.BASE + id))
                .map(entry -> (DocumentReference) entry.getResource())
                .map(document -> new String(
                        document.getContentFirstRep().getAttachment().getData(),
                        java.nio.charset.StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Consent> consents() {
        return WORLD.chapters().stream()
                .flatMap(chapter -> parse(chapter).getEntry().stream())
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Consent.class::isInstance)
                .map(Consent.class::cast);
    }

    private static List<String> references(IBaseResource resource) {
        return R4.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class).stream()
                .map(Reference::getReference)
                .toList();
    }

    private static Bundle parse(World.Chapter chapter) {
        return R4.newJsonParser().parseResource(Bundle.class, chapter.json());
    }
}
