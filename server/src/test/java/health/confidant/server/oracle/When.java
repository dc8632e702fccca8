package health.confidant.server.oracle;

/** When something holds; tests of expiry to the second are elsewhere. */
enum When {
    PAST("2026-03-01", "2026-04-01"),
    NOW("2026-03-01", "2031-03-01"),
    FUTURE("2030-09-01", "2031-03-01");

    final String start;
    final String end;

    When(String start, String end) {
        this.start = start;
        this.end = end;
    }

    boolean holds() {
        return this == NOW;
    }

    String json() {
        return "{\"start\":\"%s\",\"end\":\"%s\"}".formatted(start, end);
    }
}
