package health.confidant.server.decision;

import health.confidant.access.AccessDecision;
import health.confidant.access.AccessRequest;
import health.confidant.access.CitedRule;
import health.confidant.access.Facts;
import health.confidant.access.PolicyDecisionPoint;
import health.confidant.access.Segment;
import health.confidant.access.SegmentSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One caller's decision, kept owner by owner, with the oldest transaction that it may not have seen (ADR 0004).
 *
 * @param parts what was decided of each owner's segments
 */
record Epoch(long since, Map<Integer, Part> parts, AccessDecision decision) {
    record Part(AccessDecision decision) {}

    /** Takes a fresh reading in: the owners that it names are decided again, the others stay. */
    static Epoch next(Epoch before, FactStore.Reading reading, AccessRequest request, PolicyDecisionPoint pdp) {
        if (before != null && !before.concerned(reading)) {
            return new Epoch(reading.since(), before.parts, before.decision);
        }
        Map<Integer, Part> parts = new HashMap<>();
        if (before != null) {
            parts.putAll(before.parts);
            parts.keySet().removeAll(reading.changed());
        }
        Map<Integer, List<Segment>> byOwner = reading.candidates().stream()
                .collect(Collectors.groupingBy(segment -> segment.owner().id()));
        Map<Integer, Facts> facts = FactIndex.byOwner(reading.facts(), byOwner.keySet());
        byOwner.forEach((owner, segments) ->
                parts.put(owner, new Part(pdp.decide(request, segments, facts.getOrDefault(owner, Facts.NONE)))));
        return new Epoch(reading.since(), Map.copyOf(parts), merge(request, parts));
    }

    /** Whether a changed owner is, or is now to be, one of this caller's. */
    private boolean concerned(FactStore.Reading reading) {
        return !reading.candidates().isEmpty() || reading.changed().stream().anyMatch(parts::containsKey);
    }

    private static AccessDecision merge(AccessRequest request, Map<Integer, Part> parts) {
        List<Integer> readable = new ArrayList<>();
        List<Integer> writable = new ArrayList<>();
        Map<Segment, List<CitedRule>> because = new HashMap<>();
        for (Part part : parts.values()) {
            for (Segment segment : part.decision().because().keySet()) {
                add(readable, part.decision().readable(), segment);
                add(writable, part.decision().writable(), segment);
            }
            because.putAll(part.decision().because());
        }
        Instant until = parts.values().stream()
                .map(part -> part.decision().validUntil())
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        return new AccessDecision(request, SegmentSet.of(readable), SegmentSet.of(writable), because, until);
    }

    private static void add(List<Integer> ids, SegmentSet set, Segment segment) {
        if (set.contains(segment.id())) {
            ids.add(segment.id());
        }
    }

    /** Owners that the caller sees anything of. */
    Set<Integer> owners() {
        return parts.entrySet().stream()
                .filter(part -> part.getValue().decision().readable().size() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
