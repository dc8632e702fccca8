package health.confidant.server.oracle;

import health.confidant.server.noninterference.Reception;

/** The papers of legal process about one patient, as JSON (42 CFR 2.61). */
record Legal(String patient) {
    String document(String code) {
        return """
                {"resourceType":"DocumentReference","status":"current","subject":{"reference":"%s"},
                 "type":{"coding":[{"system":"https://confidant.health/fhir/CodeSystem/legal-document","code":"%s"}]},
                 "content":[{"attachment":{"contentType":"text/plain","data":"T3JkZXIu"}}]}"""
                .formatted(patient, code);
    }

    String order(String order, String mandate, String track, When when) {
        return """
                {"resourceType":"Task","status":"accepted","intent":"order",
                 "code":{"coding":[{"system":"https://confidant.health/fhir/CodeSystem/task-code",
                                    "code":"court-order"}]},
                 "for":{"reference":"%s"},"input":[%s,%s,%s,%s,%s]}"""
                .formatted(
                        patient,
                        reference("order", order),
                        reference("mandate", mandate),
                        reference("recipient", Reception.reference("county-court")),
                        input("track", "\"valueCode\":\"" + track + "\""),
                        input("period", "\"valuePeriod\":" + when.json()));
    }

    private static String reference(String code, String reference) {
        return input(code, "\"valueReference\":{\"reference\":\"" + reference + "\"}");
    }

    private static String input(String code, String value) {
        return "{\"type\":{\"coding\":[{\"system\":\"https://confidant.health/fhir/CodeSystem/court-order-input\","
                + "\"code\":\"" + code + "\"}]}," + value + "}";
    }
}
