package health.confidant.server.threat;

/** Resources that tests send. */
public final class Records {
    public static final String NEVER = "00000000-0000-4000-8000-000000000000";

    private Records() {}

    public static String condition(String subject, String code) {
        return "{\"resourceType\":\"Condition\",\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\","
                + "\"code\":\"" + code + "\"}]},\"subject\":{\"reference\":\"" + subject + "\"}}";
    }

    /** @param more further elements, each with a leading comma */
    public static String observation(String subject, String code, String more) {
        return "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":"
                + "\"http://loinc.org\",\"code\":\"" + code + "\"}]},\"subject\":{\"reference\":\"" + subject
                + "\"}" + more + "}";
    }

    public static String note(String subject, String author, String more) {
        return "{\"resourceType\":\"DocumentReference\",\"status\":\"current\",\"type\":{\"coding\":[{\"system\":"
                + "\"http://loinc.org\",\"code\":\"11488-4\"}]},\"subject\":{\"reference\":\"" + subject
                + "\"},\"author\":[{\"reference\":\"" + author
                + "\"}],\"content\":[{\"attachment\":{\"contentType\":\"text/plain\",\"data\":\"bm90ZQ==\"}}]" + more
                + "}";
    }

    /** The same resource as an update of an instance. */
    public static String withId(String json, String reference) {
        return json.replaceFirst("\\{", "{\"id\":\"" + reference.substring(reference.indexOf('/') + 1) + "\",");
    }
}
