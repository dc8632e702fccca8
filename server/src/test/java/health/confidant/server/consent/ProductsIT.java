package health.confidant.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.label.LabelingService;
import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Ground;
import health.confidant.server.noninterference.Records;
import health.confidant.server.segment.Relabeling;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record says what the medicine is that it names: by reference as by code. */
class ProductsIT {
    private static final TestServer SERVER = Ground.server();
    private static final String EHR = "northside-ehr";
    private static final String DESK = "northside-ehr";
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private static final String BUPRENORPHINE = "1819";
    private static final String AMOXICILLIN = "723";

    @BeforeEach
    void freshTokens() {
        SERVER.forgetTokens();
    }

    @Test
    void importedPrescriptionThatNamesASensitiveMedicineIsLabelledByIt() {
        String patient = patient();
        String harmless = RelabelingIT.create(
                EHR, "/MedicationRequest", prescription(patient, create(DESK, Records.medication(AMOXICILLIN))));
        String sensitive = RelabelingIT.create(
                EHR, "/MedicationRequest", prescription(patient, create(DESK, Records.medication(BUPRENORPHINE))));
        assertThat(read(harmless)).contains("\"code\":\"N\"").doesNotContain("42CFRPart2");
        assertThat(read(sensitive)).contains("42CFRPart2", "\"code\":\"R\"", "OPIOIDUD");
        assertThat(read(sensitive + "/_history/1")).contains("42CFRPart2", "OPIOIDUD");
    }

    @Test
    void ingredientThatIsAnEntryOfItsOwnCountsToo() {
        String base = create(DESK, Records.medication(BUPRENORPHINE));
        String film = create(
                DESK,
                """
                {"resourceType":"Medication","code":{"coding":[{"system":"%s","code":"%s"}]},
                 "ingredient":[{"itemReference":{"reference":"%s"}}]}"""
                        .formatted(RXNORM, AMOXICILLIN, base));
        String request = RelabelingIT.create(EHR, "/MedicationRequest", prescription(patient(), film));
        assertThat(read(request)).contains("42CFRPart2", "OPIOIDUD");
    }

    @Test
    void medicineOfTheSameTransactionCounts() {
        String urn = "urn:uuid:" + UUID.randomUUID();
        String patient = patient();
        HttpResponse<String> done = SERVER.send(
                SERVER.token(EHR),
                "POST",
                "",
                """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"fullUrl":"%s","resource":%s,"request":{"method":"POST","url":"Medication"}},
                 {"resource":%s,"request":{"method":"POST","url":"MedicationRequest"}}]}"""
                        .formatted(urn, Records.medication(BUPRENORPHINE), prescription(patient, urn)));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(SERVER.get(EHR, "/MedicationRequest?patient=" + patient).body())
                .contains("\"total\":1", "42CFRPart2", "OPIOIDUD");
    }

    @Test
    void updateThatNamesAnotherMedicineMovesTheRecord() {
        String patient = patient();
        String request = RelabelingIT.create(
                EHR, "/MedicationRequest", prescription(patient, create(DESK, Records.medication(AMOXICILLIN))));
        String body = prescription(patient, create(DESK, Records.medication(BUPRENORPHINE)))
                .replaceFirst("\\{", "{\"id\":\"" + request.substring(request.indexOf('/') + 1) + "\",");
        HttpResponse<String> changed = SERVER.send(SERVER.token(EHR), "PUT", "/" + request, body);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(read(request)).contains("42CFRPart2", "OPIOIDUD");
    }

    @Test
    void medicineDoesNotBecomeSensitiveNorStopUnderTheRecordsThatNameIt() {
        for (String[] change : new String[][] {{AMOXICILLIN, BUPRENORPHINE}, {BUPRENORPHINE, AMOXICILLIN}}) {
            String medicine = create(DESK, Records.medication(change[0]));
            String id = medicine.substring(medicine.indexOf('/') + 1);
            HttpResponse<String> refused = SERVER.send(
                    SERVER.token(DESK),
                    "PUT",
                    "/" + medicine,
                    Records.medication(change[1]).replaceFirst("\\{", "{\"id\":\"" + id + "\","));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("WRITE-008");
            HttpResponse<String> same = SERVER.send(
                    SERVER.token(DESK),
                    "PUT",
                    "/" + medicine,
                    Records.medication(change[0]).replaceFirst("\\{", "{\"id\":\"" + id + "\",\"status\":\"active\","));
            assertThat(same.statusCode()).as(same.body()).isEqualTo(200);
        }
    }

    @Test
    void relabellingKeepsWhatIsSaidByName() {
        String request = RelabelingIT.create(
                EHR, "/MedicationRequest", prescription(patient(), create(DESK, Records.medication(BUPRENORPHINE))));
        Relabeling relabeling = SERVER.bean(Relabeling.class);
        relabeling.run(new LabelingService(java.util.List.of("# version empty.")), () -> true);
        assertThat(read(request)).doesNotContain("OPIOIDUD");
        relabeling.run(SERVER.bean(LabelingService.class), () -> true);
        assertThat(read(request)).contains("42CFRPart2", "OPIOIDUD");
    }

    private static String patient() {
        return RelabelingIT.create(EHR, "/Patient", Records.patient("new", "Out", "Side", "female", "1990-01-01"));
    }

    private static String prescription(String patient, String medicine) {
        return """
                {"resourceType":"MedicationRequest","status":"active","intent":"order",
                 "medicationReference":{"reference":"%s"},"subject":{"reference":"%s"},
                 "reasonCode":[{"coding":[{"system":"http://snomed.info/sct","code":"386661006"}]}]}"""
                .formatted(medicine, patient);
    }

    private static String read(String reference) {
        HttpResponse<String> read = SERVER.get(EHR, "/" + reference);
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        return read.body();
    }

    private static String create(String login, String medication) {
        return RelabelingIT.create(login, "/Medication", medication);
    }
}
