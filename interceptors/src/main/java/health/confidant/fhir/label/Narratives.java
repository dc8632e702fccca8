package health.confidant.fhir.label;

import health.confidant.fhir.Refusal;
import health.confidant.fhir.Tree;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * Narrative that is safe to show in a portal: the elements of R4 txt-1, no event handlers, no links that run code. Every
 * narrative in the tree is walked as parsed XHTML, so that no spelling of markup escapes a pattern.
 */
public final class Narratives {
    private static final Set<String> ELEMENTS = Set.of(
            "a",
            "abbr",
            "acronym",
            "b",
            "big",
            "blockquote",
            "br",
            "caption",
            "cite",
            "code",
            "col",
            "colgroup",
            "dd",
            "dfn",
            "div",
            "dl",
            "dt",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "img",
            "li",
            "ol",
            "p",
            "pre",
            "q",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "tt",
            "ul",
            "var");
    /** Attributes that a browser follows, and the schemes that it may follow there. */
    private static final Set<String> LINKS = Set.of("href", "src", "cite", "longdesc", "xlink:href");

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");

    private Narratives() {}

    /** @throws Refusal naming the first element or attribute that narrative may not have */
    public static void check(Resource resource) {
        Tree.of(resource)
                .filter(Narrative.class::isInstance)
                .map(Narrative.class::cast)
                .filter(Narrative::hasDiv)
                .forEach(narrative -> walk(narrative.getDiv()));
    }

    private static void walk(XhtmlNode node) {
        if (node.getNodeType() == NodeType.Element) {
            String name = node.getName().toLowerCase(Locale.ROOT);
            if (!ELEMENTS.contains(name)) {
                throw refusal("element", name);
            }
            node.getAttributes().entrySet().stream()
                    .filter(Narratives::isActive)
                    .findFirst()
                    .ifPresent(attribute -> {
                        throw refusal("attribute or link in", attribute.getKey().toLowerCase(Locale.ROOT));
                    });
        }
        node.getChildNodes().forEach(Narratives::walk);
    }

    private static boolean isActive(Map.Entry<String, String> attribute) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        // Browsers skip control characters and white space inside a scheme.
        String value = attribute.getValue() == null
                ? ""
                : attribute.getValue().replaceAll("[\\p{Cntrl}\\s]", "").toLowerCase(Locale.ROOT);
        return name.startsWith("on")
                || value.contains("javascript:")
                || name.equals("style") && value.contains("expression(")
                || LINKS.contains(name) && !follows(value);
    }

    private static boolean follows(String link) {
        int colon = link.indexOf(':');
        int path = link.replace('?', '/').replace('#', '/').indexOf('/');
        boolean relative = colon < 0 || path >= 0 && path < colon;
        return relative || SCHEMES.contains(link.substring(0, colon)) || isRasterImage(link);
    }

    /** SVG is left out: it can carry script. */
    private static boolean isRasterImage(String link) {
        return link.startsWith("data:image/png;")
                || link.startsWith("data:image/jpeg;")
                || link.startsWith("data:image/gif;");
    }

    private static Refusal refusal(String kind, String name) {
        return new Refusal(
                "FHIR-005", "Narrative may not have the " + kind + " '" + name + "' (FHIR R4 txt-1). Remove it.");
    }
}
