package health.confidant.fhir.profile;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Whether JSON is what a resource of FHIR R4 is written as. HAPI's parser leaves out what it does not know or cannot read,
 * and says so in its log alone; even when it is strict it leaves out what stands beside the id and the extensions of a
 * primitive element. JSON that has no fault here is read whole. Authority: FHIR R4, 2.6.2 (JSON representation).
 */
public final class JsonForm {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final FhirContext fhir;

    public JsonForm(FhirContext fhir) {
        this.fhir = fhir;
    }

    /**
     * What would be lost or misread, in the order of the text; empty for what is no JSON at all, which is the parser's to
     * say. No fault quotes a value.
     */
    public List<Fault> faults(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            return new JsonWalk(fhir, parser).faults();
        } catch (JsonProcessingException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
