package health.confidant.server.atrest;

import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.model.entity.ResourceEncodingEnum;
import ca.uhn.fhir.jpa.model.entity.ResourceHistoryTable;
import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import health.confidant.enforcement.Refusals;
import health.confidant.server.keys.KeyException;
import java.util.Map;
import java.util.Optional;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What happens to the state of an entity on its way to its row and back. The entity itself always holds the plain
 * values; only the array that Hibernate writes, or has read, is changed.
 */
final class RowSeals {
    private final Bodies bodies;
    private final SealedColumns columns;
    private final Alarm alarm;
    private final Stored stored;

    /** A body as it lies in its row, by its resource and version. */
    @FunctionalInterface
    interface Stored {
        Optional<String> of(long resource, long version);
    }

    RowSeals(Bodies bodies, SealedColumns columns, Alarm alarm, Stored stored) {
        this.stored = stored;
        this.bodies = bodies;
        this.columns = columns;
        this.alarm = alarm;
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
                        row.getPartitionId().getPartitionId(),
                        row.getId().getId(),
                        // Hibernate's, which the entity gets only after the statement.
                        (Long) state[index(persister, "myVersion")],
                        (String) state[hash]);
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
            openHead(id, state, persister);
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
        opened("HFJ_RES_VER", resource, segment, () -> {
            // A body in the older column, or none, was not written here.
            if (state[index(persister, "myResource")] != null || state[body] == null != deleted) {
                throw new KeyException.Broken("The row has no sealed body.");
            }
            if (!deleted) {
                state[body] = bodies.open(segment, resource, version, (String) state[body]);
            }
        });
    }

    /** The seal of the hash says which version is the newest: a row that was set back to an older one does not open. */
    private void openHead(Object id, Object[] state, EntityPersister persister) {
        int hash = index(persister, "myHashSha256");
        int segment = (Integer) state[index(persister, "myPartitionIdValue")];
        long resource = ((JpaPid) id).getId();
        long version = (Long) state[index(persister, "myVersion")];
        if (state[index(persister, "myDeleted")] != null) {
            state[hash] = null;
            return;
        }
        opened(
                "HFJ_RESOURCE",
                resource,
                segment,
                () -> state[hash] = head(segment, resource, version, (String) state[hash]));
    }

    private String head(int segment, long resource, long version, String sealed) {
        try {
            return bodies.openHash(segment, resource, version, sealed);
        } catch (KeyException.Broken e) {
            // A hash does not say which key sealed it. The body does, and says so where that key is gone.
            stored.of(resource, version).ifPresent(body -> bodies.open(segment, resource, version, body));
            throw e;
        }
    }

    private void opened(String table, long resource, int segment, Runnable opening) {
        try {
            opening.run();
        } catch (KeyException.Broken e) {
            alarm.broken(table, resource, bodies.segment(segment));
            throw Unreadable.broken();
        } catch (KeyException.Destroyed e) {
            throw Refusals.notFound();
        } catch (KeyException e) {
            throw Unreadable.lost();
        }
    }

    private Object openColumn(EntityPersister persister, Object id, String name, SealedColumn.Rule rule, Object value) {
        try {
            return columns.open(rule, place(persister, id, name), value);
        } catch (KeyException.Broken e) {
            alarm.broken(persister.getEntityName(), 0, Optional.empty());
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
