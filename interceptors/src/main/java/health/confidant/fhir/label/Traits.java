package health.confidant.fhir.label;

import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;

/**
 * What the labeling service reads of a resource.
 *
 * @param types the resource's type and those of all resources inside it
 * @param codes every coded value in the tree, contained resources included; {@code meta} is no content and left out;
 *     of a message whose every payload is encrypted end to end, that media type too
 * @param noteClasses codes of {@link CodeSystems#NOTE_CLASS} among the codes or in a {@code meta.security}: the one
 *     thing that a client may say there, because only the author knows that a note is a counseling note (42 CFR 2.11)
 * @param authors references of those who wrote it, the first author first
 */
public record Traits(String type, Set<String> types, Set<Code> codes, Set<String> noteClasses, List<String> authors) {
    /** A coded value; {@code system} is empty where the resource gives none. */
    public record Code(String system, String code) {
        static Code of(Coding coding) {
            return new Code(Objects.requireNonNullElse(coding.getSystem(), ""), coding.getCode());
        }
    }

    public Traits {
        types = Set.copyOf(types);
        codes = Set.copyOf(codes);
        noteClasses = Set.copyOf(noteClasses);
        authors = List.copyOf(authors);
    }

    public static Traits of(Resource resource) {
        Set<Code> codes = new HashSet<>(codes(Tree.where(resource, node -> !(node instanceof Meta))));
        Code sealed = new Code(SealedPayloads.MEDIA_TYPES, SealedPayloads.TYPE);
        codes.remove(sealed); // What it is, and not what it says of itself.
        if (SealedPayloads.only(resource)) {
            codes.add(sealed);
        }
        Stream<Code> marks = codes(Tree.of(resource)
                        .filter(Meta.class::isInstance)
                        .map(Meta.class::cast)
                        .flatMap(meta -> meta.getSecurity().stream()))
                .stream();
        Set<String> noteClasses = Stream.concat(codes.stream(), marks)
                .filter(code -> code.system().equals(CodeSystems.NOTE_CLASS))
                .map(Code::code)
                .collect(Collectors.toSet());
        Set<String> types = Tree.of(resource)
                .filter(Resource.class::isInstance)
                .map(Base::fhirType)
                .collect(Collectors.toSet());
        return new Traits(resource.fhirType(), types, codes, noteClasses, Authors.of(resource));
    }

    /** The same with more codes. */
    public Traits with(Set<Code> more) {
        if (more.isEmpty()) {
            return this;
        }
        Set<Code> all = new HashSet<>(codes);
        all.addAll(more);
        return new Traits(type, types, all, noteClasses, authors);
    }

    private static Set<Code> codes(Stream<? extends Base> nodes) {
        return nodes.filter(Coding.class::isInstance)
                .map(Coding.class::cast)
                .filter(Coding::hasCode)
                .map(Code::of)
                .collect(Collectors.toSet());
    }
}
