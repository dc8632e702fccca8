package health.confidant.server.fhir;

import ca.uhn.fhir.jpa.model.entity.ResourceHistoryTable;
import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import java.util.function.BooleanSupplier;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * A read by id wants a resource's row and then the row of its version. Here both come with one statement, each by its own
 * row-level security; HAPI looks for a version itself where none came.
 */
final class VersionWithResource implements Integrator, LoadEventListener {
    private static final long serialVersionUID = 1L;
    private static final String BOTH = "select r, v from ResourceTable r left join ResourceHistoryTable v"
            + " on v.myResourceTable = r and v.myResourceVersion = r.myVersion where r.myPid = :id";

    private final transient BooleanSupplier shows;

    /** @param shows whether the running transaction shows resources and changes none */
    VersionWithResource(BooleanSupplier shows) {
        this.shows = shows;
    }

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        factory.getServiceRegistry().requireService(EventListenerRegistry.class).prependListeners(EventType.LOAD, this);
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // The listener ends with the factory.
    }

    /** Before Hibernate's own, which finds in the session what came here. */
    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        if (type == GET
                && ResourceTable.class.getName().equals(event.getEntityClassName())
                && shows.getAsBoolean()
                && unknown(event)) {
            event.getSession()
                    .createSelectionQuery(BOTH, Object[].class)
                    .setParameter("id", event.getEntityId())
                    .getResultList()
                    .forEach(row -> ((ResourceTable) row[0]).setCurrentVersionEntity((ResourceHistoryTable) row[1]));
        }
    }

    private static boolean unknown(LoadEvent event) {
        EventSource session = event.getSession();
        EntityPersister persister =
                session.getFactory().getMappingMetamodel().getEntityDescriptor(event.getEntityClassName());
        EntityKey key = session.generateEntityKey(event.getEntityId(), persister);
        return !session.getPersistenceContextInternal().containsEntity(key);
    }
}
