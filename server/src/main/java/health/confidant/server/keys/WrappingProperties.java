package health.confidant.server.keys;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The key that wraps the data keys.
 *
 * @param provider where it is kept
 * @param passphrase of the PKCS#12 file; user PIN of the PKCS#11 token; Vault token
 * @param library PKCS#11 library
 * @param slot PKCS#11 slot, as an index
 * @param address of Vault
 * @param key name of Vault's transit key
 */
@ConfigurationProperties("confidant.wrapping")
public record WrappingProperties(
        @DefaultValue("PKCS12") Provider provider,
        @DefaultValue("") String passphrase,
        Path library,
        @DefaultValue("0") int slot,
        URI address,
        @DefaultValue("confidant") String key) {
    public enum Provider {
        PKCS12,
        PKCS11,
        VAULT
    }

    /** From the environment, for a command that starts no server. */
    public static WrappingProperties of(Map<String, String> environment) {
        String library = environment.getOrDefault("CONFIDANT_WRAPPING_LIBRARY", "");
        String address = environment.getOrDefault("CONFIDANT_WRAPPING_ADDRESS", "");
        return new WrappingProperties(
                Provider.valueOf(environment
                        .getOrDefault("CONFIDANT_WRAPPING_PROVIDER", "PKCS12")
                        .toUpperCase(Locale.ROOT)),
                environment.getOrDefault("CONFIDANT_WRAPPING_PASSPHRASE", ""),
                library.isBlank() ? null : Path.of(library),
                Integer.parseInt(environment.getOrDefault("CONFIDANT_WRAPPING_SLOT", "0")),
                address.isBlank() ? null : URI.create(address),
                environment.getOrDefault("CONFIDANT_WRAPPING_KEY", "confidant"));
    }
}
