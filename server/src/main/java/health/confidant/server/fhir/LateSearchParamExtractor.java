package health.confidant.server.fhir;

import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorR4;
import org.hl7.fhir.instance.model.api.IBase;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * HAPI's extractor, whose FHIRPath engine reads every structure definition of R4: an eighth of a start. Only writes need
 * it, so that it is made when the server is ready, or by the first write if that comes earlier (ADR 0011).
 */
final class LateSearchParamExtractor extends SearchParamExtractorR4
        implements ApplicationListener<ApplicationReadyEvent> {
    private volatile boolean prepared;

    /** Called by the start; {@link #prepare()} does what it would. */
    @Override
    public void initFhirPath() {
        // Later.
    }

    @Override
    public IValueExtractor getPathValueExtractor(IBase resource, String path) {
        prepare();
        return super.getPathValueExtractor(resource, path);
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        Thread thread = new Thread(this::prepare, "search-parameters");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void prepareOnce() {
        if (!prepared) {
            super.initFhirPath();
            prepared = true;
        }
    }

    private void prepare() {
        if (!prepared) {
            prepareOnce();
        }
    }
}
