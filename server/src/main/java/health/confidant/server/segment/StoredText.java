package health.confidant.server.segment;

/** How the text of a stored version is read and written below HAPI. */
interface StoredText {
    /** As HAPI stores it. */
    StoredText PLAIN = new StoredText() {
        @Override
        public String open(int segment, long resource, long version, String stored) {
            return stored;
        }

        @Override
        public String seal(int segment, long resource, long version, String body) {
            return body;
        }
    };

    /**
     * @param segment HAPI's partition id
     * @param resource {@code RES_ID}
     * @param version {@code RES_VER}
     */
    String open(int segment, long resource, long version, String stored);

    String seal(int segment, long resource, long version, String body);
}
