package health.confidant.fhir;

import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;

/** Every node of a resource, extensions and nested resources included; references are never followed. */
public final class Tree {
    private Tree() {}

    /** {@code root} and all below it, parents first, contained and bundled resources too. */
    public static Stream<Base> of(Base root) {
        return Stream.concat(Stream.of(root), children(root).flatMap(Tree::of));
    }

    /** As {@link #of}, without the contained resources. */
    public static Stream<Base> withoutContained(Resource root) {
        if (root instanceof DomainResource domain) {
            return Stream.concat(
                    Stream.of(root),
                    children(root)
                            .filter(child -> domain.getContained().stream().noneMatch(contained -> contained == child))
                            .flatMap(Tree::of));
        }
        return of(root);
    }

    private static Stream<Base> children(Base node) {
        return node.children().stream().flatMap(property -> property.getValues().stream());
    }
}
