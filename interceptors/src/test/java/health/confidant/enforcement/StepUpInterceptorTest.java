package health.confidant.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import health.confidant.access.Actor;
import health.confidant.access.Assurance;
import health.confidant.access.Assurance.Level;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RFC 9470. */
class StepUpInterceptorTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final StepUpInterceptor interceptor = new StepUpInterceptor(Clock.fixed(NOW, ZoneOffset.UTC));

    private void ask(Role role, Optional<Assurance> proof, RequestTypeEnum method, RestOperationTypeEnum operation) {
        SystemRequestDetails request = new SystemRequestDetails();
        request.setRequestType(method);
        Actor actor = new Actor("Practitioner/a", Set.of(role), "app", Set.of(), Optional.empty(), Optional.empty());
        new AccessContext(actor, Purpose.HOPERAT, "test", false, proof).attach(request);
        interceptor.demand(request, operation);
    }

    private void officer(Optional<Assurance> proof) {
        ask(Role.PRIVACY_OFFICER, proof, RequestTypeEnum.PUT, RestOperationTypeEnum.UPDATE);
    }

    private static Optional<Assurance> proof(Level level, int secondsAgo) {
        return Optional.of(new Assurance(level, NOW.minusSeconds(secondsAgo)));
    }

    @Test
    void actWhenProvedWithTwoFactorsAQuarterOfAnHourAgoThenPassesAndNoOther() {
        assertThatCode(() -> officer(proof(Level.MULTI_FACTOR, 900))).doesNotThrowAnyException();
        for (Optional<Assurance> lacking : List.of(
                Optional.<Assurance>empty(),
                proof(Level.MULTI_FACTOR, 901),
                proof(Level.PASSWORD, 0),
                proof(Level.MULTI_FACTOR, -3600))) {
            assertThatThrownBy(() -> officer(lacking))
                    .isInstanceOfSatisfying(AuthenticationException.class, refusal -> assertThat(
                                    refusal.getResponseHeaders().get("WWW-Authenticate"))
                            .containsExactly("Bearer error=\"insufficient_user_authentication\","
                                    + " acr_values=\"urn:confidant:acr:multi-factor\", max_age=\"900\""));
        }
    }

    @Test
    void requestOfNobodyForTheCapabilityStatementPasses() {
        SystemRequestDetails request = new SystemRequestDetails();
        request.setRequestType(RequestTypeEnum.GET);
        assertThatCode(() -> interceptor.demand(request, RestOperationTypeEnum.METADATA))
                .doesNotThrowAnyException();
    }

    @Test
    void requestWhenItAsksOrIsNoOfficersThenNeedsNoProof() {
        Optional<Assurance> none = Optional.empty();
        assertThatCode(() -> {
                    ask(Role.PRIVACY_OFFICER, none, RequestTypeEnum.GET, RestOperationTypeEnum.READ);
                    ask(Role.PRIVACY_OFFICER, none, RequestTypeEnum.POST, RestOperationTypeEnum.SEARCH_TYPE);
                    ask(Role.PRIVACY_OFFICER, none, RequestTypeEnum.GET, RestOperationTypeEnum.METADATA);
                    ask(Role.PRESCRIBER, none, RequestTypeEnum.PUT, RestOperationTypeEnum.UPDATE);
                })
                .doesNotThrowAnyException();
        for (RestOperationTypeEnum act : List.of(
                RestOperationTypeEnum.CREATE,
                RestOperationTypeEnum.TRANSACTION,
                RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE)) {
            assertThatThrownBy(() -> ask(Role.PRIVACY_OFFICER, none, RequestTypeEnum.POST, act))
                    .isInstanceOf(AuthenticationException.class);
        }
    }
}
