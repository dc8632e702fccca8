package health.confidant.server.message;

import health.confidant.enforcement.AuditSink;
import health.confidant.enforcement.CallerSource;
import health.confidant.server.authentication.SecondFactors;
import health.confidant.server.authorization.AuthorizationProperties;
import health.confidant.server.authorization.Clients;
import health.confidant.server.decision.Decisions;
import health.confidant.server.segment.Owners;
import health.confidant.server.segment.Segments;
import health.confidant.server.segment.StoredRows;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The registry of devices, and the page that writes and reads messages. */
@Configuration
public class MessageConfiguration {
    @Bean
    RouterFunction<ServerResponse> devices(
            CallerSource callers,
            Decisions decisions,
            StoredRows rows,
            Segments segments,
            Owners owners,
            AuditSink sink,
            JdbcTemplate sql,
            Clock clock) {
        DeviceDesk desk = new DeviceDesk(
                decisions,
                rows,
                segments,
                owners,
                new Devices(sql),
                new Correspondents(sql),
                new SecondFactors(sql),
                sink,
                new TransactionTemplate(new DataSourceTransactionManager(sql.getDataSource())),
                clock);
        return new DeviceEndpoint(callers, desk).routes();
    }

    /** The same page for everybody: who reads what is for the browser's keys to decide. */
    @Bean
    RouterFunction<ServerResponse> messagesPage() {
        return RouterFunctions.route()
                .GET("/messages", request -> ServerResponse.ok().render("messages", Map.of()))
                .build();
    }

    /** Before the server says that it is ready. */
    @Bean
    @Order(6)
    ApplicationRunner messageClients(Clients clients, AuthorizationProperties properties) {
        return arguments -> new MessageClients(clients, properties.issuer()).keep();
    }

    @Bean
    ForgottenDevices forgottenDevices(JdbcTemplate sql) {
        return new ForgottenDevices(sql);
    }
}
