package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;

/** Asks every {@link WriteRule} of every write, whatever way it came: singly, in a bundle, as a patch. */
public final class WriteInterceptor {
    private final List<WriteRule> rules;

    public WriteInterceptor(List<WriteRule> rules) {
        this.rules = List.copyOf(rules);
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, order = 100)
    public void created(RequestDetails request, IBaseResource resource) {
        check(request, Optional.empty(), Optional.of((Resource) resource));
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, order = 100)
    public void updated(RequestDetails request, IBaseResource before, IBaseResource after) {
        check(request, Optional.of((Resource) before), Optional.of((Resource) after));
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED, order = 100)
    public void deleted(RequestDetails request, IBaseResource resource) {
        check(request, Optional.of((Resource) resource), Optional.empty());
    }

    private void check(RequestDetails request, Optional<Resource> before, Optional<Resource> after) {
        AccessContext.find(request).ifPresent(context -> rules.forEach(rule -> rule.check(context, before, after)));
    }
}
