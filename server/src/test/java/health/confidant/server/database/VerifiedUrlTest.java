package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VerifiedUrlTest {
    private static DatabaseProperties with(String url) {
        return new DatabaseProperties(url, "postgres", "postgres", "", Path.of("unused"), 2, 1000);
    }

    @Test
    void noModeMeansVerifyFull() {
        assertThat(VerifiedUrl.of(with("jdbc:postgresql://db/records")).url())
                .isEqualTo("jdbc:postgresql://db/records?sslmode=verify-full");
        assertThat(VerifiedUrl.of(with("jdbc:postgresql://db/records?connectTimeout=5"))
                        .url())
                .isEqualTo("jdbc:postgresql://db/records?connectTimeout=5&sslmode=verify-full");
        assertThat(VerifiedUrl.of(with("")).url()).isEmpty();
    }

    @Test
    void lessThanVerifyFullIsRefused() {
        for (String mode : new String[] {"disable", "allow", "prefer", "require", "verify-ca", ""}) {
            assertThatThrownBy(() -> VerifiedUrl.of(with("jdbc:postgresql://db/records?sslmode=" + mode)))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("verify-full");
        }
        assertThatThrownBy(
                        () -> VerifiedUrl.of(with("jdbc:postgresql://db/records?sslmode=verify-full&sslmode=disable")))
                .isInstanceOf(StartRefused.class);
    }

    @Test
    void serverWithoutTlsIsRefusedWithWhatToDo() throws IOException {
        try (EmbeddedPostgres plain = EmbeddedPostgres.start()) {
            DatabaseProperties properties =
                    VerifiedUrl.of(with("jdbc:postgresql://127.0.0.1:" + plain.getPort() + "/postgres"));
            assertThatThrownBy(() -> Database.open(properties))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("sslrootcert");
        }
    }
}
