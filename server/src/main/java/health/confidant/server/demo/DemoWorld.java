package health.confidant.server.demo;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.nimbusds.jose.jwk.JWKSet;
import health.confidant.access.Actor;
import health.confidant.access.Role;
import health.confidant.access.Scope;
import health.confidant.enforcement.AccessContext;
import health.confidant.ig.World;
import health.confidant.server.authentication.OneTimePasswords;
import health.confidant.server.authorization.Accounts;
import health.confidant.server.authorization.Client;
import health.confidant.server.authorization.Clients;
import health.confidant.server.segment.StoredRows;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the cast into an empty database: accounts and clients with random secrets, then each chapter as a transaction
 * by its own member, through the same policies, labels and audit as over HTTP. All that the loader has beyond its
 * members is to keep the world's ids.
 */
public final class DemoWorld {
    private static final Logger LOG = LoggerFactory.getLogger(DemoWorld.class);

    private final FhirContext fhir;
    private final IFhirSystemDao<Bundle, Meta> transactions;
    private final Accounts accounts;
    private final Clients clients;
    private final OneTimePasswords codes;
    private final Logins logins;
    private final StoredRows rows;
    private final TransactionTemplate accountsTogether;

    public DemoWorld(
            FhirContext fhir,
            IFhirSystemDao<Bundle, Meta> transactions,
            Accounts accounts,
            Clients clients,
            OneTimePasswords codes,
            Logins logins,
            StoredRows rows,
            PlatformTransactionManager manager) {
        this.fhir = fhir;
        this.transactions = transactions;
        this.accounts = accounts;
        this.clients = clients;
        this.codes = codes;
        this.logins = logins;
        this.rows = rows;
        this.accountsTogether = new TransactionTemplate(manager);
    }

    /**
     * Idempotent: what is there stays as it is. A start that was ended in the middle is continued, since each chapter is
     * a transaction and so are the accounts with their secrets; a database of an earlier version gets who is new in the
     * cast, with their chapters.
     */
    public void load() {
        World world = World.read();
        Cast cast = Cast.of(world);
        List<Cast.Member> members = cast.members().stream()
                .filter(member -> !member.system())
                .filter(member -> accounts.find(member.login()).isEmpty())
                .toList();
        List<Cast.App> apps = cast.apps().stream()
                .filter(app -> clients.find(app.id()).isEmpty())
                .toList();
        if (members.isEmpty() && apps.isEmpty()) {
            return;
        }
        records(world, cast, apps.size() < cast.apps().size());
        accountsTogether.executeWithoutResult(status -> {
            members.forEach(this::account);
            apps.forEach(app -> client(app, cast));
            // Before the commit: secrets of accounts that came to nothing are made anew.
            logins.save();
        });
    }

    /** @param lived whether people have used it since: then a chapter may not fit any more, and is left out */
    void records(World world, Cast cast, boolean lived) {
        for (World.Chapter chapter : world.chapters()) {
            Bundle bundle = fhir.newJsonParser().parseResource(Bundle.class, chapter.json());
            IIdType first = bundle.getEntryFirstRep().getResource().getIdElement();
            if (!rows.writtenByDemo(bundle.getEntryFirstRep().getResource().fhirType(), first.getIdPart())) {
                try {
                    post(chapter, bundle, cast);
                } catch (IllegalStateException e) {
                    if (!lived) {
                        throw e;
                    }
                    LOG.warn("{} It is left out of this older demo world.", e.getMessage());
                }
            }
        }
    }

    private void account(Cast.Member member) {
        accounts.create(member.login(), logins.password(member.login()), member.reference(), member.roles());
        if (!member.roles().equals(Set.of(Role.PATIENT))) {
            codes.enrol(member.login(), logins.newCodes(member.login()));
        }
    }

    private void client(Cast.App app, Cast cast) {
        if (app.external()) {
            clients.create(external(app));
        } else if (app.backend()) {
            Cast.Member member = cast.member(app.member());
            String keys = new JWKSet(logins.key(app.id()).toPublicJWK()).toString();
            clients.create(Client.backend(
                    app.id(), app.name(), app.scopes(), keys, member.reference(), member.roles(), app.purpose()));
        } else {
            clients.create(Client.app(
                    app.id(), app.name(), app.redirectUris().get(0), app.scopes(), app.track(), app.purpose()));
        }
    }

    /** One of the test clients, each kind of SMART's. */
    private Client external(Cast.App app) {
        Client.Kind kind =
                Client.Kind.valueOf(app.kind().substring("test-".length()).toUpperCase(Locale.ROOT));
        Client.More more = Optional.ofNullable(app.launchUri())
                .map(uri -> Client.More.NONE.withLaunchAt(URI.create(uri)))
                .orElse(Client.More.NONE);
        if (kind == Client.Kind.SYMMETRIC) {
            more = more.withSecret(logins.password(app.id())).withIntrospection();
        }
        Optional<String> keys = kind == Client.Kind.ASYMMETRIC
                ? Optional.of(new JWKSet(logins.key(app.id()).toPublicJWK()).toString())
                : Optional.empty();
        return Client.external(
                kind, app.id(), app.name(), Set.copyOf(app.redirectUris()), app.scopes(), app.purpose(), keys, more);
    }

    private void post(World.Chapter chapter, Bundle bundle, Cast cast) {
        Cast.Member member = cast.member(chapter.login());
        Actor actor = new Actor(
                member.reference(),
                member.roles(),
                member.client(),
                Set.of(Scope.parse("user/*.cruds").orElseThrow()),
                Optional.empty(),
                Optional.empty());
        SystemRequestDetails request = new SystemRequestDetails();
        request.setRequestId("world-" + chapter.name());
        request.setFhirContext(fhir);
        new AccessContext(actor, cast.app(member.client()).purpose(), "world", false).attach(request);
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            String id = entry.getResource().getIdElement().getIdPart();
            entry.getResource().setUserData(JpaConstants.RESOURCE_ID_SERVER_ASSIGNED_VALUE, id);
        }
        try {
            transactions.transaction(request, bundle);
        } catch (BaseServerResponseException e) {
            throw new IllegalStateException("The demo world's chapter " + chapter.name() + " was refused.", e);
        }
    }
}
