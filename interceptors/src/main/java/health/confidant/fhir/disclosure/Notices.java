package health.confidant.fhir.disclosure;

import health.confidant.disclosure.ConsentCopy;
import health.confidant.disclosure.Notice;
import health.confidant.fhir.CodeSystems;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/** The notice and the scope of the consent on an answer: in its {@code meta}, and in headers, which a Binary has too. */
public final class Notices {
    /** DS4P: text to be shown with the labels. */
    public static final String DISPLAY =
            "http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-display";

    /** One for each consent: its versioned reference and its scope in a sentence. */
    public static final String SCOPE = "https://confidant.health/fhir/StructureDefinition/consent-scope";

    /** No redisclosure without consent directive (v3-ActCode); {@code NORDSLCD} is a retired misprint of it. */
    private static final String BAR = "NORDSCLCD";

    private Notices() {}

    /** Puts the bar on redisclosure onto a disclosed record. */
    public static void bar(Resource disclosed) {
        Meta meta = disclosed.getMeta();
        if (meta.getSecurity(CodeSystems.ACT_CODE, BAR) == null) {
            meta.addSecurity(CodeSystems.ACT_CODE, BAR, null);
        }
    }

    public static void attach(Resource answer, Notice notice, Collection<ConsentCopy> consents) {
        bar(answer);
        Meta meta = answer.getMeta();
        meta.addExtension(DISPLAY, new Annotation().setText(notice.text()));
        consents.forEach(
                consent -> meta.addExtension(SCOPE, new StringType(reference(consent) + " " + consent.explanation())));
    }

    /** Statement 2, since a header is short, and the consents. */
    public static Map<String, String> headers(Collection<ConsentCopy> consents) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Part2-Notice", Notice.STATEMENT_2.text());
        headers.put(
                "X-Part2-Consent",
                consents.stream().map(Notices::reference).limit(20).collect(Collectors.joining(", ")));
        return headers;
    }

    private static String reference(ConsentCopy consent) {
        return consent.version() == 0 ? consent.consent() : consent.consent() + "/_history/" + consent.version();
    }
}
