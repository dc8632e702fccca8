package health.confidant.server.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Doors that lead to a record by what is in it, or around it. */
final class SearchDoors {
    /** Links that one visit tries, so that a record with many does not take for ever. */
    private static final int LINKS = 3;

    private SearchDoors() {}

    static List<Finding> search(Visit visit) {
        String type = "/" + visit.type();
        return List.of(
                visit.compare(id -> Ask.get(type + "?_id=" + id)),
                visit.compareIdentifier(token -> Ask.get(type + "?identifier=" + escaped(token))),
                visit.compare(id -> Ask.form(type + "/_search", "_id=" + id)),
                visit.compareIdentifier(token -> Ask.form(type + "/_search", "identifier=" + escaped(token))));
    }

    static List<Finding> count(Visit visit) {
        String type = "/" + visit.type();
        List<Finding> findings = new ArrayList<>();
        for (String how : List.of("&_summary=count", "&_total=accurate&_count=1")) {
            Function<String, Ask> byId = id -> Ask.get(type + "?_id=" + id + how);
            Function<String, Ask> byIdentifier = token -> Ask.get(type + "?identifier=" + escaped(token) + how);
            String identifier = visit.target().identifier();
            findings.add(visit.compare(
                    byId.apply(visit.target().id()), byId.apply(Visit.NOBODY), answer -> answer.total() > 0));
            findings.add(visit.compare(
                    byIdentifier.apply(identifier), byIdentifier.apply(Visit.NOTHING), answer -> answer.total() > 0));
        }
        return findings;
    }

    static List<Finding> include(Visit visit) {
        List<Finding> findings = visit.records().incoming(visit.target()).stream()
                .limit(LINKS)
                .map(link -> visit.look("/" + link.fromType() + "?_id=" + link.fromId() + "&_include=" + link.fromType()
                        + ":" + link.parameter()))
                .toList();
        return findings.isEmpty() ? List.of(Finding.inapplicable("nothing refers to it")) : findings;
    }

    static List<Finding> revinclude(Visit visit) {
        List<Finding> findings = visit.records().outgoing(visit.target()).stream()
                .limit(LINKS)
                .map(link -> visit.look("/" + link.toType() + "?_id=" + link.toId() + "&_revinclude=" + link.fromType()
                        + ":" + link.parameter()))
                .toList();
        return findings.isEmpty() ? List.of(Finding.inapplicable("it refers to nothing")) : findings;
    }

    /** From what refers to it, and from itself to what it refers to. */
    static List<Finding> chain(Visit visit) {
        List<Finding> findings = new ArrayList<>();
        for (Link link :
                visit.records().incoming(visit.target()).stream().limit(LINKS).toList()) {
            String from = "/" + link.fromType() + "?" + link.parameter();
            Function<String, Ask> chained =
                    token -> Ask.get(from + ":" + visit.type() + ".identifier=" + escaped(token));
            findings.add(visit.compare(
                    chained.apply(visit.target().identifier()), chained.apply(Visit.NOTHING), answer -> false));
            findings.add(visit.compare(id -> Ask.get(from + "=" + visit.type() + "/" + id)));
        }
        for (Link link :
                visit.records().outgoing(visit.target()).stream().limit(LINKS).toList()) {
            String beyond = link.parameter() + ":" + link.toType() + ".identifier="
                    + escaped(visit.records().identifier(link.to()));
            findings.add(visit.compare(id -> Ask.get("/" + visit.type() + "?_id=" + id + "&" + beyond)));
            findings.add(visit.compare(
                    id -> Ask.get("/" + visit.type() + "?_id=" + id + "&" + link.parameter() + "=" + link.to())));
        }
        return findings.isEmpty() ? List.of(Finding.inapplicable("it has no links")) : findings;
    }

    static List<Finding> has(Visit visit) {
        List<Finding> findings = new ArrayList<>();
        for (Link link :
                visit.records().outgoing(visit.target()).stream().limit(LINKS).toList()) {
            String start = "/" + link.toType() + "?_id=" + link.toId() + "&_has:" + link.fromType() + ":"
                    + link.parameter() + ":";
            Function<String, Ask> byIdentifier = token -> Ask.get(start + "identifier=" + escaped(token));
            findings.add(visit.compare(
                    byIdentifier.apply(visit.target().identifier()),
                    byIdentifier.apply(Visit.NOTHING),
                    answer -> false));
            findings.add(visit.compare(id -> Ask.get(start + "_id=" + id)));
        }
        return findings.isEmpty() ? List.of(Finding.inapplicable("it refers to nothing")) : findings;
    }

    /** Among all the others of its type, sorted: nothing moves because of it. */
    static List<Finding> sort(Visit visit) {
        List<String> others = visit.records().ids(visit.type()).stream()
                .filter(id -> !id.equals(visit.target().id()))
                .toList();
        return List.of("_sort=-_lastUpdated,_id", "_sort=_id").stream()
                .map(sort -> visit.compare(id -> Ask.get("/" + visit.type() + "?_id=" + id
                        + (others.isEmpty() ? "" : "," + String.join(",", others)) + "&" + sort)))
                .toList();
    }

    static List<Finding> missing(Visit visit) {
        List<Finding> findings = new ArrayList<>();
        for (String missing : List.of("identifier:missing=false", "identifier:missing=true")) {
            findings.add(visit.compare(id -> Ask.get("/" + visit.type() + "?_id=" + id + "&" + missing)));
        }
        for (Link link :
                visit.records().outgoing(visit.target()).stream().limit(1).toList()) {
            findings.add(visit.compare(
                    id -> Ask.get("/" + visit.type() + "?_id=" + id + "&" + link.parameter() + ":missing=false")));
        }
        return findings;
    }

    /** The caller's own pages, one record each; and the owner's next links under the caller's token. */
    static List<Finding> nextPage(Visit visit) {
        List<Finding> findings = new ArrayList<>();
        findings.add(visit.look("/" + visit.type() + "?_count=1"));
        Caller owner = visit.owner();
        if (owner == null) {
            findings.add(Finding.inapplicable("the directory has no owner whose link to take"));
        } else if (owner.login().equals(visit.caller().login())) {
            findings.add(Finding.inapplicable("the caller is the owner"));
        } else {
            findings.add(stolen(visit, "/" + visit.type() + "?_count=1"));
            findings.add(stolen(visit, "/" + visit.target().owners().get(0) + "/$everything?_count=1"));
        }
        return findings;
    }

    private static Finding stolen(Visit visit, String path) {
        String link = visit.owner().askOnce(Ask.get(path)).next(visit.caller().base());
        if (link.isEmpty()) {
            return Finding.inapplicable("the owner has one page of GET " + path);
        }
        return visit.look(link);
    }

    static String escaped(String token) {
        return token.replace("|", "%7C");
    }
}
