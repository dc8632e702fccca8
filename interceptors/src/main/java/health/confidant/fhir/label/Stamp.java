package health.confidant.fhir.label;

import health.confidant.access.Track;
import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Refusal;
import health.confidant.fhir.Tree;
import health.confidant.label.Label;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;

/**
 * Puts the labeling service's labels onto a resource in place of all that the client wrote.
 *
 * <p>Afterwards the only labels anywhere in the resource are the given ones, in the order of {@link Label}, and the
 * track. Applying it twice changes nothing.
 *
 * <p>Requirements 6, 9.
 */
public final class Stamp {
    private static final String INLINE =
            "http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-inline-sec-label";
    /** Codes that look like a bar on redisclosure and are none: the first is a retired misprint of NORDSCLCD. */
    private static final Set<String> IMPOSTORS = Set.of("NORDSLCD", "NOREDIS");

    private Stamp() {}

    /**
     * Call before {@link #apply}, which removes what this looks for.
     *
     * @throws Refusal for a label that is not a code although a sender would rely on it, and for inline labels that
     *     {@code meta.security} does not announce with PROCESSINLINELABEL (DS4P)
     */
    public static void check(Resource resource) {
        List<String> codes = security(resource).stream()
                .map(Coding::getCode)
                .filter(c -> c != null)
                .toList();
        Stream<String> elsewhere = Tree.of(resource)
                .filter(Coding.class::isInstance)
                .map(Coding.class::cast)
                .filter(coding -> CodeSystems.ACT_CODE.equals(coding.getSystem()) && coding.hasCode())
                .map(Coding::getCode);
        Stream.concat(codes.stream(), elsewhere)
                .filter(IMPOSTORS::contains)
                .findFirst()
                .ifPresent(code -> {
                    throw new Refusal(
                            "FHIR-003",
                            "The security label " + code + " is not a code of v3-ActCode and would protect nothing. Use"
                                    + " NORDSCLCD.");
                });
        boolean inline = Tree.of(resource).anyMatch(Stamp::isInline);
        if (inline && !codes.contains("PROCESSINLINELABEL")) {
            throw new Refusal(
                    "FHIR-004",
                    "The resource has inline security labels, but its meta.security lacks PROCESSINLINELABEL. Add it or"
                            + " remove them.");
        }
    }

    public static void apply(Resource resource, Set<Label> labels, Track track) {
        List<Base> nodes = Tree.of(resource).toList();
        nodes.forEach(Stamp::clear);
        Meta meta = resource.getMeta();
        new TreeSet<>(labels).forEach(label -> meta.addSecurity(label.system(), label.code(), null));
        meta.addSecurity(CodeSystems.TRACK, track.code(), null);
        if (resource instanceof DocumentReference document) {
            // The document's label is the record's (DS4P); what the author wrote there counts no more than in meta.
            document.setSecurityLabel(new TreeSet<>(labels)
                    .stream()
                            .map(label -> new CodeableConcept(new Coding(label.system(), label.code(), null)))
                            .toList());
        }
    }

    private static void clear(Base node) {
        if (node instanceof Meta meta) {
            meta.getSecurity().clear();
        }
        if (node instanceof Element element && element.hasExtension()) {
            element.getExtension().removeIf(Stamp::isInline);
        }
        if (node instanceof DomainResource domain) {
            domain.getExtension().removeIf(Stamp::isInline);
        }
    }

    private static boolean isInline(Base node) {
        return node instanceof Extension extension && INLINE.equals(extension.getUrl());
    }

    private static List<Coding> security(Resource resource) {
        return Tree.of(resource)
                .filter(Meta.class::isInstance)
                .map(Meta.class::cast)
                .flatMap(meta -> meta.getSecurity().stream())
                .toList();
    }
}
