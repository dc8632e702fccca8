package health.confidant.label;

import health.confidant.access.Owner;
import health.confidant.access.Track;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the labeling service is told of a resource, its author and its client.
 *
 * @param type FHIR resource type
 * @param codes every coded value, {@code system|code}
 * @param noteClasses codes of the note-class system that the author gave
 * @param authors references of the originators, the first author first
 * @param source client id of the outside system that brings it, or empty for the program's own
 * @param track the track of the author's portal or care team, if there is one
 */
public record ResourceTraits(
        String type,
        Owner.Kind owner,
        Set<String> codes,
        Set<String> noteClasses,
        List<String> authors,
        String source,
        Optional<Track> track) {
    public ResourceTraits {
        codes = Set.copyOf(codes);
        noteClasses = Set.copyOf(noteClasses);
        authors = List.copyOf(authors);
    }

    /** The same from an author on this track. */
    public ResourceTraits on(Optional<Track> other) {
        return new ResourceTraits(type, owner, codes, noteClasses, authors, source, other);
    }
}
