package health.confidant.server.atrest;

import java.util.Arrays;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreLoadEvent;
import org.hibernate.event.spi.PreLoadEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Seals every row that Hibernate writes and opens every row that it reads (ADR 0061).
 *
 * <p>Hibernate compares an entity with the state it last wrote or read, so after a write the plain values are put back
 * into that state; otherwise each flush would write the row again. Before a load the state is opened before Hibernate
 * makes its copy.
 */
final class SealingListener
        implements Integrator,
                PreInsertEventListener,
                PostInsertEventListener,
                PreUpdateEventListener,
                PostUpdateEventListener,
                PreLoadEventListener {
    private static final long serialVersionUID = 1L;

    private final transient RowSeals seals;
    private final transient ThreadLocal<Object[]> plain = new ThreadLocal<>();

    SealingListener(RowSeals seals) {
        this.seals = seals;
    }

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        EventListenerRegistry registry = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
        registry.appendListeners(EventType.PRE_INSERT, this);
        registry.appendListeners(EventType.POST_INSERT, this);
        registry.appendListeners(EventType.PRE_UPDATE, this);
        registry.appendListeners(EventType.POST_UPDATE, this);
        registry.prependListeners(EventType.PRE_LOAD, this);
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // The listeners end with the factory.
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        seal(event.getEntity(), event.getId(), event.getState(), event.getPersister());
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        seal(event.getEntity(), event.getId(), event.getState(), event.getPersister());
        return false;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        restore(event.getEntity(), event.getState());
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        restore(event.getEntity(), event.getState());
    }

    @Override
    public void onPreLoad(PreLoadEvent event) {
        seals.open(event.getId(), event.getState(), event.getPersister());
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    private void seal(Object entity, Object id, Object[] state, EntityPersister persister) {
        if (RowSeals.concerns(entity)) {
            plain.set(Arrays.copyOf(state, state.length));
            seals.seal(entity, id, state, persister);
        }
    }

    private void restore(Object entity, Object[] state) {
        if (RowSeals.concerns(entity)) {
            Object[] before = plain.get();
            plain.remove();
            System.arraycopy(before, 0, state, 0, state.length);
        }
    }
}
