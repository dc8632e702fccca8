package health.confidant.ig.build;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The codes that say substance use disorder, as one ValueSet for each terminology and one for all. The list by which the
 * server labels is the only source, so that the guide cannot say anything else. CPT is left out: its codes are licensed.
 */
final class SudValueSets {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "src/main/resources/health/confidant/ig/sud-codes.csv";
    private static final String BASE = "https://confidant.health/fhir/ValueSet/";
    private static final String LICENSED = "http://www.ama-assn.org/go/cpt";

    /** Said where nobody compared the list with a publication: naming a release would claim that somebody had. */
    private static final String UNRELEASED =
            "The codes are permanent identifiers, listed one by one and not compared with any release; one that its publisher"
                    + " has retired since is still matched in older records, and one that is new is missing here.";

    private record Terminology(String id, String title, String provenance) {}

    private static final Map<String, Terminology> TERMINOLOGIES = new LinkedHashMap<>();

    static {
        TERMINOLOGIES.put(
                "http://hl7.org/fhir/sid/icd-10-cm",
                new Terminology(
                        "sud-icd-10-cm",
                        "Substance use disorder, ICD-10-CM",
                        "ICD-10-CM FY2026 (CDC, public domain): F10-F19 without F17, and what points at one."));
        TERMINOLOGIES.put(
                "http://www.nlm.nih.gov/research/umls/rxnorm",
                new Terminology(
                        "sud-rxnorm",
                        "Substance use disorder, RxNorm",
                        "RxNorm ingredients (NLM, public domain part) that treat a substance use disorder. "
                                + UNRELEASED));
        TERMINOLOGIES.put(
                "http://loinc.org",
                new Terminology(
                        "sud-loinc",
                        "Substance use disorder, LOINC",
                        "LOINC (Regenstrief Institute): screening for alcohol and drugs. " + UNRELEASED));
        TERMINOLOGIES.put(
                "http://snomed.info/sct",
                new Terminology(
                        "sud-snomed-ct",
                        "Substance use disorder, SNOMED CT",
                        "SNOMED CT (SNOMED International): disorders; use needs a licence in some countries. "
                                + UNRELEASED));
        TERMINOLOGIES.put(
                "http://terminology.hl7.org/CodeSystem/HCPCS-all-codes",
                new Terminology(
                        "sud-hcpcs",
                        "Substance use disorder, HCPCS Level II",
                        "HCPCS Level II (CMS, public domain): services that only this treatment has. " + UNRELEASED));
        TERMINOLOGIES.put(
                "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set",
                new Terminology(
                        "sud-place-of-service",
                        "Substance use disorder, places of service",
                        "CMS place of service codes 2026 (public domain) that name such a facility."));
        TERMINOLOGIES.put(
                "https://www.nubc.org/CodeSystem/RevenueCodes",
                new Terminology(
                        "sud-revenue",
                        "Substance use disorder, revenue codes",
                        "Revenue code of chemical dependency, as payers publish it; the NUBC list itself is licensed."));
    }

    private SudValueSets() {}

    static void write(Path guide, Path target) throws IOException {
        Map<String, Set<String>> codes = read(guide.resolve(LIST));
        ObjectNode all = valueSet(new Terminology(
                "sud",
                "Substance use disorder",
                "All of the value sets by terminology. A record with any of these codes is labelled SUD."));
        ArrayNode members =
                all.putObject("compose").putArray("include").addObject().putArray("valueSet");
        for (Map.Entry<String, Terminology> each : TERMINOLOGIES.entrySet()) {
            ObjectNode set = valueSet(each.getValue());
            ArrayNode include = set.putObject("compose").putArray("include");
            include(include, each.getKey(), codes.getOrDefault(each.getKey(), Set.of()));
            if (include.isEmpty()) {
                throw new IllegalStateException("sud-codes.csv has no code of " + each.getKey());
            }
            members.add(BASE + each.getValue().id());
            store(target, set);
        }
        store(target, all);
        for (String system : codes.keySet()) {
            boolean known = TERMINOLOGIES.containsKey(system)
                    || system.equals(LICENSED)
                    || system.equals("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets");
            if (!known) {
                throw new IllegalStateException("sud-codes.csv has a system that no value set covers: " + system);
            }
        }
    }

    private static Map<String, Set<String>> read(Path list) throws IOException {
        Map<String, Set<String>> codes = new LinkedHashMap<>();
        for (String line : Files.readAllLines(list)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split(",");
                codes.computeIfAbsent(cells[0].trim(), system -> new LinkedHashSet<>())
                        .add(cells[1].trim());
            }
        }
        return codes;
    }

    /** A prefix is a pattern: ICD-10-CM has no hierarchy that a plain terminology service could follow. */
    private static void include(ArrayNode include, String system, Set<String> codes) {
        List<String> exact = codes.stream().filter(code -> !code.endsWith("*")).toList();
        if (!exact.isEmpty()) {
            ArrayNode concepts = include.addObject().put("system", system).putArray("concept");
            exact.forEach(code -> concepts.addObject().put("code", code));
        }
        codes.stream().filter(code -> code.endsWith("*")).forEach(code -> include.addObject()
                .put("system", system)
                .putArray("filter")
                .addObject()
                .put("property", "code")
                .put("op", "regex")
                .put("value", code.substring(0, code.length() - 1).replace(".", "\\.") + ".*"));
    }

    private static ObjectNode valueSet(Terminology terminology) {
        ObjectNode set = JSON.createObjectNode();
        StringBuilder name = new StringBuilder();
        for (String part : terminology.id().split("-")) {
            name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return set.put("resourceType", "ValueSet")
                .put("id", terminology.id())
                .put("url", BASE + terminology.id())
                .put("version", "0.1.0")
                .put("name", name.toString())
                .put("title", terminology.title())
                .put("status", "active")
                .put("experimental", false)
                .put("publisher", "Confidant")
                .put(
                        "description",
                        terminology.title()
                                + ". Every record of the program is a Part 2 record whatever its codes; these refine its"
                                + " sensitivity, and find such content in what outside systems send.")
                .put("purpose", terminology.provenance());
    }

    private static void store(Path target, ObjectNode set) throws IOException {
        Files.writeString(
                target.resolve("ValueSet-" + set.get("id").asText() + ".json"),
                set.toPrettyString().replace("\r\n", "\n") + "\n");
    }
}
