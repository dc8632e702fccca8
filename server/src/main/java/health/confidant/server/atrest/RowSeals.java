package health.confidant.server.atrest;

import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.model.entity.ResourceEncodingEnum;
import ca.uhn.fhir.jpa.model.entity.ResourceHistoryTable;
import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import health.confidant.enforcement.Refusals;
import health.confidant.server.keys.KeyException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What happens to the state of an entity on its way to its row and back. The entity itself always holds the plain
 * values; only the array that Hibernate writes, or has read, is changed.
 */
final class RowSeals {
    private final Bodies bodies;
    private final SealedColumns columns;
    private final Alarm alarm;
    private final BooleanSupplier shows;

    /** @param shows whether the transaction changes nothing, so that nobody compares a hash */
    RowSeals(Bodies bodies, SealedColumns columns, Alarm alarm, BooleanSupplier shows) {
        this.bodies = bodies;
        this.columns = columns;
        this.alarm = alarm;
        this.shows = shows;
    }

    /** Whether rows of this entity are changed at all. */
    static boolean concerns(Object entity) {
        return entity instanceof ResourceHistoryTable
                || entity instanceof ResourceTable
                || SealedColumn.ALL.containsKey(entity.getClass().getName());
    }

    /** Seals in place. */
    void seal(Object entity, Object id, Object[] state, EntityPersister persister) {
        if (entity instanceof ResourceHistoryTable row) {
            int body = index(persister, "myResourceTextVc");
            if (state[body] != null) {
                state[body] = bodies.seal(
                        row.getResourceId().getPartitionId(),
                        row.getResourceId().getId(),
                        row.getVersion(),
                        (String) state[body]);
            }
        } else if (entity instanceof ResourceTable row) {
            int hash = index(persister, "myHashSha256");
            if (state[hash] != null) {
                state[hash] = bodies.sealHash(
                        row.getPartitionId().getPartitionId(), row.getId().getId(), (String) state[hash]);
            }
        } else {
            rules(persister).forEach((name, rule) -> {
                int column = index(persister, name);
                if (state[column] != null) {
                    state[column] = columns.seal(rule, place(persister, id, name), state[column]);
                }
            });
        }
    }

    /** Opens in place, or throws what the caller is told. */
    void open(Object id, Object[] state, EntityPersister persister) {
        Class<?> type = persister.getMappedClass();
        if (type == ResourceHistoryTable.class) {
            openBody(state, persister);
        } else if (type == ResourceTable.class) {
            openHash(id, state, persister);
        } else {
            rules(persister).forEach((name, rule) -> {
                int column = index(persister, name);
                if (state[column] != null) {
                    state[column] = openColumn(persister, id, name, rule, state[column]);
                }
            });
        }
    }

    private void openBody(Object[] state, EntityPersister persister) {
        int body = index(persister, "myResourceTextVc");
        int segment = (Integer) state[index(persister, "myPartitionIdValue")];
        long resource = (Long) state[index(persister, "myResourceId")];
        long version = (Long) state[index(persister, "myResourceVersion")];
        boolean deleted = state[index(persister, "myEncoding")] == ResourceEncodingEnum.DEL;
        try {
            // A body in the older column, or none, was not written here.
            if (state[index(persister, "myResource")] != null || state[body] == null != deleted) {
                throw new KeyException.Broken("The row has no sealed body.");
            }
            if (!deleted) {
                state[body] = bodies.open(segment, resource, version, (String) state[body]);
            }
        } catch (KeyException.Broken e) {
            alarm.broken("HFJ_RES_VER", resource, bodies.segment(segment));
            throw Unreadable.broken();
        } catch (KeyException.Destroyed e) {
            throw Refusals.notFound();
        } catch (KeyException e) {
            throw Unreadable.lost();
        }
    }

    private void openHash(Object id, Object[] state, EntityPersister persister) {
        int hash = index(persister, "myHashSha256");
        if (shows.getAsBoolean()) {
            state[hash] = null;
        } else if (state[hash] != null) {
            int segment = (Integer) state[index(persister, "myPartitionIdValue")];
            long resource = ((JpaPid) id).getId();
            state[hash] =
                    bodies.openHash(segment, resource, (String) state[hash]).orElse(null);
        }
    }

    private Object openColumn(EntityPersister persister, Object id, String name, SealedColumn.Rule rule, Object value) {
        try {
            return columns.open(rule, place(persister, id, name), value);
        } catch (KeyException.Broken e) {
            alarm.broken(persister.getEntityName(), 0, java.util.Optional.empty());
            throw Unreadable.broken();
        } catch (KeyException e) {
            throw Unreadable.lost();
        }
    }

    private static Map<String, SealedColumn.Rule> rules(EntityPersister persister) {
        return SealedColumn.ALL.getOrDefault(persister.getMappedClass().getName(), Map.of());
    }

    private static String place(EntityPersister persister, Object id, String name) {
        return persister.getMappedClass().getSimpleName() + "|" + id + "|" + name;
    }

    private static int index(EntityPersister persister, String name) {
        return persister.getEntityMetamodel().getPropertyIndex(name);
    }
}
