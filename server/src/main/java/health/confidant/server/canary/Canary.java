package health.confidant.server.canary;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.HistorySearchDateRangeParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import health.confidant.access.Actor;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.access.Scope;
import health.confidant.enforcement.AccessContext;
import health.confidant.server.database.RowLevelSecurity;
import health.confidant.server.database.SystemScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.springframework.jdbc.core.JdbcTemplate;

/** Asks for the secret as every role and for every purpose; an answer is an alarm. */
public final class Canary {
    private static final String SYSTEM = "https://confidant.health/fhir/CodeSystem/canary";
    private static final String CODE = "secret";

    private final FhirContext fhir;
    private final DaoRegistry daos;
    private final IHapiTransactionService transactions;
    private final JdbcTemplate sql;

    public Canary(FhirContext fhir, DaoRegistry daos, IHapiTransactionService transactions, JdbcTemplate sql) {
        this.fhir = fhir;
        this.daos = daos;
        this.transactions = transactions;
        this.sql = sql;
    }

    /** Plants the secret if it is not there, and makes sure that whoever may see everything does see it. */
    public void plant() {
        SystemScope.run(SystemScope.Work.CANARY, () -> {
            if (found(internal()).isEmpty()) {
                Observation secret = new Observation();
                secret.setStatus(Observation.ObservationStatus.FINAL);
                secret.getCode().addCoding().setSystem(SYSTEM).setCode(CODE);
                dao().create(secret, internal());
            }
            if (found(internal()).isEmpty()) {
                throw new IllegalStateException("The canary was not stored, so that it could not warn.");
            }
            return null;
        });
    }

    /** The doors through which the secret showed, asked by every role for every purpose; empty when all is well. */
    public List<String> leaks() {
        return leaks((role, purpose) -> true);
    }

    /**
     * As much as a start can wait for: every guarded table for every role and purpose, and the doors of the API, whose code
     * knows no purpose, for every role with one.
     */
    List<String> leaksAtStart() {
        Purpose[] purposes = Purpose.values();
        return leaks((role, purpose) -> purpose == purposes[role.ordinal() % purposes.length]);
    }

    private List<String> leaks(BiPredicate<Role, Purpose> doors) {
        String id =
                SystemScope.run(SystemScope.Work.CANARY, () -> found(internal()).orElseThrow());
        String tables = RowLevelSecurity.guarded(sql).stream()
                .map(table -> "select '" + table + "' where exists (select from " + table + " where partition_id = "
                        + RowLevelSecurity.CANARY + ")")
                .collect(Collectors.joining(" union all "));
        List<String> leaks = new ArrayList<>();
        for (Role role : Role.values()) {
            for (Purpose purpose : Purpose.values()) {
                if (doors.test(role, purpose)) {
                    askDoors(role, purpose, id, leaks);
                }
                askTables(role, purpose, tables, leaks);
            }
        }
        return leaks;
    }

    private void askDoors(Role role, Purpose purpose, String id, List<String> leaks) {
        String who = role + "/" + purpose + " ";
        if (shows(() -> dao().read(new IdType("Observation", id), caller(role, purpose)) != null)) {
            leaks.add(who + "read");
        }
        if (shows(() -> dao().read(new IdType("Observation", id, "1"), caller(role, purpose)) != null)) {
            leaks.add(who + "vread");
        }
        if (shows(() -> !dao().history(
                        new IdType("Observation", id), new HistorySearchDateRangeParam(), caller(role, purpose))
                .isEmpty())) {
            leaks.add(who + "history");
        }
        if (shows(() -> found(caller(role, purpose)).isPresent())) {
            leaks.add(who + "search");
        }
    }

    private void askTables(Role role, Purpose purpose, String tables, List<String> leaks) {
        // Prepared, so that PostgreSQL plans it for each connection and not for each caller.
        transactions.withRequest(caller(role, purpose)).execute(() -> {
            sql.query(tables, statement -> {}, row -> {
                leaks.add(role + "/" + purpose + " " + row.getString(1));
            });
            return null;
        });
    }

    private Optional<String> found(SystemRequestDetails request) {
        SearchParameterMap question = new SearchParameterMap("code", new TokenParam(SYSTEM, CODE));
        question.setLoadSynchronous(true);
        IBundleProvider answer = dao().search(question, request);
        return answer.getAllResources().stream()
                .map(resource -> resource.getIdElement().getIdPart())
                .findFirst();
    }

    private static boolean shows(java.util.function.BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (BaseServerResponseException e) {
            return false; // The one 404.
        }
    }

    private IFhirResourceDao<Observation> dao() {
        return daos.getResourceDao(Observation.class);
    }

    private SystemRequestDetails internal() {
        SystemRequestDetails request = new SystemRequestDetails();
        request.setFhirContext(fhir);
        request.setRequestPartitionId(RequestPartitionId.fromPartitionId(RowLevelSecurity.CANARY));
        return request;
    }

    private SystemRequestDetails caller(Role role, Purpose purpose) {
        SystemRequestDetails request = new SystemRequestDetails();
        request.setFhirContext(fhir);
        Actor actor = new Actor(
                "Practitioner/canary-watch",
                Set.of(role),
                "canary",
                Set.of(Scope.parse("user/*.cruds").orElseThrow()),
                Optional.empty(),
                Optional.empty());
        new AccessContext(actor, purpose, "canary", false).attach(request);
        return request;
    }
}
