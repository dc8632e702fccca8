package health.confidant.server.message;

import health.confidant.enforcement.Refusals;

/** A refusal of {@code /devices} with its status. */
final class DeviceRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    DeviceRefusal(int status, String text) {
        super(text);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** One answer for hidden and missing (ADR 0006). */
    static DeviceRefusal missing() {
        return new DeviceRefusal(404, Refusals.NOT_FOUND);
    }
}
