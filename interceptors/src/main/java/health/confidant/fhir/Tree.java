package health.confidant.fhir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * Every node of a resource, extensions and nested resources included; references are never followed. Walked at once into
 * a list: a stream of streams of streams, one for each level, took most of the time of a write.
 */
public final class Tree {
    private Tree() {}

    /** {@code root} and all below it, parents first, contained and bundled resources too. */
    public static Stream<Base> of(Base root) {
        return where(root, node -> true);
    }

    /** As {@link #of}, without the contained resources. */
    public static Stream<Base> withoutContained(Resource root) {
        if (!(root instanceof DomainResource domain)) {
            return of(root);
        }
        Set<Base> contained = Collections.newSetFromMap(new IdentityHashMap<>());
        contained.addAll(domain.getContained());
        return where(root, node -> !contained.contains(node));
    }

    /** As {@link #of}, without the nodes that are not kept and all below them. */
    public static Stream<Base> where(Base root, Predicate<Base> kept) {
        List<Base> nodes = new ArrayList<>();
        walk(root, kept, nodes);
        return nodes.stream();
    }

    private static void walk(Base node, Predicate<Base> kept, List<Base> nodes) {
        if (!kept.test(node)) {
            return;
        }
        nodes.add(node);
        for (Property property : node.children()) {
            for (Base child : property.getValues()) {
                walk(child, kept, nodes);
            }
        }
    }
}
