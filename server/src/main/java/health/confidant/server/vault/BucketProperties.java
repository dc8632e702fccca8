package health.confidant.server.vault;

import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An S3-compatible bucket for the sealed parts, instead of a directory of this machine.
 *
 * @param url of the bucket, path style: {@code https://host/bucket}; absent for the directory. Plain http only to this machine
 * @param region that requests are signed for
 * @param accessKey name of the key that signs
 * @param secretKey the key
 */
@ConfigurationProperties("confidant.documents.bucket")
public record BucketProperties(
        URI url,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKey) {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    public BucketProperties {
        if (url != null) {
            boolean safe =
                    "https".equals(url.getScheme()) || "http".equals(url.getScheme()) && HERE.contains(url.getHost());
            if (!safe || url.getPath() == null || !url.getPath().matches("/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/?")) {
                throw new IllegalArgumentException("CONFIDANT_DOCUMENTS_BUCKET_URL is https://host/bucket.");
            }
            if (accessKey.isBlank() || secretKey.isBlank()) {
                throw new IllegalArgumentException(
                        "A bucket needs CONFIDANT_DOCUMENTS_BUCKET_ACCESS_KEY and CONFIDANT_DOCUMENTS_BUCKET_SECRET_KEY.");
            }
        }
    }

    boolean given() {
        return url != null;
    }

    String name() {
        return url.getPath().replace("/", "");
    }

    String endpoint() {
        return url.getScheme() + "://" + url.getRawAuthority() + "/";
    }
}
