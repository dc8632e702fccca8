package health.confidant.server.keys;

import health.confidant.server.database.StartRefused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;

/** AES keys in a PKCS#12 file (RFC 7292) under a passphrase; versions {@code p12-1}, {@code p12-2} and so on. */
final class Pkcs12WrappingKey implements WrappingKey {
    private static final String PREFIX = "p12-";

    private final Path file;
    private final char[] passphrase;
    private volatile TreeMap<Integer, Key> versions;

    /**
     * Makes the file at the first start.
     *
     * @throws StartRefused when others may read the file, or the passphrase does not open it
     */
    Pkcs12WrappingKey(Path file, char[] passphrase) {
        this.file = file;
        this.passphrase = passphrase.clone();
        try {
            OwnerFiles.directory(file.getParent());
            if (Files.notExists(file)) {
                OwnerFiles.create(file, content(new TreeMap<>(Collections.singletonMap(1, fresh()))));
            }
            if (!OwnerFiles.isPrivate(file)) {
                throw new StartRefused("Others may read " + file
                        + ", which holds the key that wraps every key. Set its mode to 0600, and rotate the keys if"
                        + " somebody may have read it.");
            }
            this.versions = read();
        } catch (IOException e) {
            throw new StartRefused("The wrapping key in " + file
                    + " cannot be read or made. Check the directory, and CONFIDANT_WRAPPING_PASSPHRASE.");
        }
    }

    @Override
    public String current() {
        reload();
        return PREFIX + versions.lastKey();
    }

    @Override
    public Wrapped wrap(byte[] key, String context) {
        try {
            return wrapWith(versions.lastEntry(), key, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Wrapped wrapWith(Map.Entry<Integer, Key> newest, byte[] key, String context)
            throws GeneralSecurityException {
        return new Wrapped(PREFIX + newest.getKey(), Gcm.seal(newest.getValue(), key, context));
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, String context) {
        try {
            return Gcm.open(version(wrapped.version()), wrapped.bytes(), context);
        } catch (GeneralSecurityException e) {
            throw new KeyException("Key " + context + " was not wrapped by this wrapping key, or was changed.");
        }
    }

    private Key version(String name) {
        int number = name.startsWith(PREFIX) ? Integer.parseInt(name.substring(PREFIX.length())) : 0;
        if (!versions.containsKey(number)) {
            reload(); // Another node may have made it.
        }
        Key key = versions.get(number);
        if (key == null) {
            throw new KeyException("The wrapping key " + name + " is not in the file. Restore it from its backup.");
        }
        return key;
    }

    @Override
    public void rotate() {
        change(keys -> keys.put(keys.lastKey() + 1, fresh()));
    }

    @Override
    public void retire() {
        change(keys -> keys.headMap(keys.lastKey()).clear());
    }

    private synchronized void change(java.util.function.Consumer<TreeMap<Integer, Key>> change) {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // Let go with the channel.
            TreeMap<Integer, Key> keys = read();
            change.accept(keys);
            OwnerFiles.replace(file, content(keys));
            versions = keys;
        } catch (IOException e) {
            throw new UncheckedIOException("The wrapping key cannot be written", e);
        }
    }

    private void reload() {
        try {
            versions = read();
        } catch (IOException e) {
            throw new UncheckedIOException("The wrapping key cannot be read", e);
        }
    }

    private TreeMap<Integer, Key> read() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(Files.readAllBytes(file)), passphrase);
            TreeMap<Integer, Key> keys = new TreeMap<>();
            for (String alias : List.copyOf(Collections.list(store.aliases()))) {
                if (alias.startsWith(PREFIX)) {
                    keys.put(Integer.parseInt(alias.substring(PREFIX.length())), store.getKey(alias, passphrase));
                }
            }
            if (keys.isEmpty()) {
                throw new IOException("no key");
            }
            return keys;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private byte[] content(TreeMap<Integer, Key> keys) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var entry : keys.entrySet()) {
                store.setKeyEntry(PREFIX + entry.getKey(), entry.getValue(), passphrase, null);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, passphrase);
            return out.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static Key fresh() {
        return new SecretKeySpec(Gcm.random(32), "AES");
    }
}
