package health.confidant.server.keys;

import health.confidant.server.database.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.KeyGenerator;

/**
 * AES keys in a PKCS#11 token (an HSM, or SoftHSM), made there and not extractable; versions {@code p11-1} and so on,
 * which are the labels of the keys.
 */
final class Pkcs11WrappingKey implements WrappingKey {
    private static final String PREFIX = "p11-";

    private final Provider provider;
    private final KeyStore store;
    private final char[] pin;
    private volatile TreeMap<Integer, Key> versions;

    /**
     * @param library path of the token's PKCS#11 library
     * @param slot index in the library's list of slots
     * @throws StartRefused when the token does not open
     */
    Pkcs11WrappingKey(Path library, int slot, char[] pin) {
        this.pin = pin.clone();
        try {
            this.provider = provider(library, slot);
            this.store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            this.versions = read();
            if (versions.isEmpty()) {
                make(1);
            }
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new StartRefused(
                    "The PKCS#11 token does not open. Check CONFIDANT_WRAPPING_LIBRARY,"
                            + " CONFIDANT_WRAPPING_SLOT and CONFIDANT_WRAPPING_PASSPHRASE (the user PIN).",
                    e);
        }
    }

    private static Provider provider(Path library, int slot) throws IOException {
        Path config = Files.createTempFile("pkcs11", ".cfg");
        try {
            Files.writeString(
                    config,
                    String.join(
                            "\n",
                            "name = confidant-" + slot,
                            "library = " + library.toAbsolutePath(),
                            "slotListIndex = " + slot,
                            "attributes(generate, CKO_SECRET_KEY, CKK_AES) = {",
                            "  CKA_SENSITIVE = true",
                            "  CKA_EXTRACTABLE = false",
                            "  CKA_ENCRYPT = true",
                            "  CKA_DECRYPT = true",
                            "}",
                            ""));
            return Security.getProvider("SunPKCS11").configure(config.toString());
        } finally {
            Files.delete(config);
        }
    }

    @Override
    public String current() {
        return PREFIX + versions.lastKey();
    }

    @Override
    public Wrapped wrap(byte[] key, String context) {
        try {
            var newest = versions.lastEntry();
            return new Wrapped(PREFIX + newest.getKey(), Gcm.seal(provider, newest.getValue(), key, context));
        } catch (GeneralSecurityException e) {
            throw new KeyException("The PKCS#11 token did not wrap a key.", e);
        }
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, String context) {
        try {
            return Gcm.open(provider, version(wrapped.version()), wrapped.bytes(), context);
        } catch (GeneralSecurityException e) {
            throw new KeyException("Key " + context + " was not wrapped by this token, or was changed.", e);
        }
    }

    private Key version(String name) throws GeneralSecurityException {
        int number = name.startsWith(PREFIX) ? Integer.parseInt(name.substring(PREFIX.length())) : 0;
        if (!versions.containsKey(number)) {
            versions = read();
        }
        Key key = versions.get(number);
        if (key == null) {
            throw new KeyException("The wrapping key " + name + " is not in the PKCS#11 token.");
        }
        return key;
    }

    @Override
    public synchronized void rotate() {
        try {
            versions = read();
            make(versions.lastKey() + 1);
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyException("The PKCS#11 token did not make a key.", e);
        }
    }

    @Override
    public synchronized void retire() {
        try {
            TreeMap<Integer, Key> keys = read();
            for (int old : List.copyOf(keys.headMap(keys.lastKey()).keySet())) {
                store.deleteEntry(PREFIX + old);
            }
            versions = read();
        } catch (GeneralSecurityException e) {
            throw new KeyException("The PKCS#11 token did not destroy a key.", e);
        }
    }

    private void make(int number) throws GeneralSecurityException, IOException {
        KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
        generator.init(256);
        store.setKeyEntry(PREFIX + number, generator.generateKey(), null, null);
        store.store(null, pin);
        versions = read();
    }

    private TreeMap<Integer, Key> read() throws GeneralSecurityException {
        TreeMap<Integer, Key> keys = new TreeMap<>();
        for (String alias : Collections.list(store.aliases())) {
            if (alias.startsWith(PREFIX)) {
                keys.put(Integer.parseInt(alias.substring(PREFIX.length())), store.getKey(alias, null));
            }
        }
        return keys;
    }
}
