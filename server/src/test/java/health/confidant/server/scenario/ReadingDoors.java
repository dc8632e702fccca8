package health.confidant.server.scenario;

import java.util.ArrayList;
import java.util.List;

/** Doors that lead to a record by its id. */
final class ReadingDoors {
    private ReadingDoors() {}

    static List<Finding> read(Visit visit) {
        return List.of(visit.compare(id -> Ask.get("/" + visit.type() + "/" + id)));
    }

    static List<Finding> vread(Visit visit) {
        return List.of(visit.compare(id -> Ask.get("/" + visit.type() + "/" + id + "/_history/1")));
    }

    static List<Finding> history(Visit visit) {
        return List.of(
                visit.compare(id -> Ask.get("/" + visit.type() + "/" + id + "/_history")),
                visit.compare(id -> Ask.get("/" + visit.type() + "/" + id + "/_history?_count=1&_since=2020-01-01")));
    }

    /** A caller who does not see the patient learns nothing; one who does gets what they may see of the rest. */
    static List<Finding> everything(Visit visit) {
        if (visit.target().owners().isEmpty()) {
            return List.of(Finding.inapplicable("the directory is in nobody's $everything"));
        }
        List<Finding> findings = new ArrayList<>();
        for (String owner : visit.target().owners()) {
            if (visit.caller().askOnce(Ask.get("/" + owner)).status() == 200) {
                findings.add(visit.look("/" + owner + "/$everything?_count=200"));
            } else {
                Ask miss = Ask.get("/Patient/" + Visit.NOBODY + "/$everything");
                findings.add(visit.compare(
                        Ask.get("/" + owner + "/$everything"), miss, answer -> answer.holds(visit.target())));
            }
        }
        return findings;
    }

    static List<Finding> batch(Visit visit) {
        return List.of(visit.compare(id -> bundle("batch", visit.type(), id)));
    }

    static List<Finding> transaction(Visit visit) {
        return List.of(visit.compare(id -> bundle("transaction", visit.type(), id)));
    }

    private static Ask bundle(String kind, String type, String id) {
        String entries = List.of(type + "?_id=" + id, type + "?_id=" + id + "&_summary=count", type + "/" + id).stream()
                .map("{\"request\":{\"method\":\"GET\",\"url\":\"%s\"}}"::formatted)
                .collect(java.util.stream.Collectors.joining(","));
        return Ask.send(
                "POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}".formatted(kind, entries));
    }
}
