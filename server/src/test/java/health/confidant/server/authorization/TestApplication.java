package health.confidant.server.authorization;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchRestClientAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The package under test alone, with an API that says who calls. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        exclude = {
            ElasticsearchRestClientAutoConfiguration.class,
            QuartzAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            HibernateJpaAutoConfiguration.class,
            JpaRepositoriesAutoConfiguration.class
        })
@Import(AuthorizationConfiguration.class)
class TestApplication {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RouterFunction<ServerResponse> fhir(Callers callers) {
        return RouterFunctions.route()
                .GET("/fhir/metadata", request -> ServerResponse.ok().body("{}"))
                .GET("/fhir/caller", request -> ServerResponse.ok()
                        .body(describe(callers.current().orElseThrow())))
                .GET("/secret", request -> ServerResponse.ok().body("secret"))
                .build();
    }

    /** Everybody has read it. */
    @Bean
    NoticeBoard notices() {
        return new NoticeBoard() {
            @Override
            public String version() {
                return "2026-02";
            }

            @Override
            public boolean acknowledged(String patient) {
                return true;
            }

            @Override
            public void acknowledge(String patient, String address) {
                throw new IllegalStateException("It was read before.");
            }
        };
    }

    /** Nobody, until a test needs somebody. */
    @Bean
    PatientDirectory patients() {
        return new PatientDirectory() {
            @Override
            public List<Choice> patients(Asker asker, String name) {
                return List.of();
            }

            @Override
            public Optional<Choice> patient(Asker asker, String reference) {
                return Optional.empty();
            }

            @Override
            public List<Visit> visits(Asker asker, String patient) {
                return List.of();
            }
        };
    }

    private static String describe(Caller caller) {
        return caller.login() + " " + caller.purpose() + " " + caller.actor();
    }
}
