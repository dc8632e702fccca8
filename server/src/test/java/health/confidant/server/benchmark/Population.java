package health.confidant.server.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a server holds of {@link Charts}: its own ids, in the order of the charts, so that both are asked the same. */
record Population(Charts charts, List<String> patients, List<String> observations) {
    private static final String IDS =
            """
            select t.sp_value, r.fhir_id from hfj_spidx_token t join hfj_resource r on r.res_id = t.res_id
            where t.sp_system = ? and r.res_type = ? and t.sp_value ~ ? and r.res_deleted_at is null
            """;

    /** Loads what is missing of the first charts; {@code threads} at a time, as intake and the counselor of this login. */
    static Population load(Contender server, Charts charts, int number, String login, int threads) {
        int there = of(server, charts).patients().size();
        List<Integer> missing = new ArrayList<>();
        for (int n = there; n < number; n++) {
            missing.add(n);
        }
        Parallel.run(threads, missing, n -> {
            Contender.Answer admitted = server.send("rivera", "POST", "", charts.admission(n));
            require(server, admitted);
            String patient = "Patient/" + admitted.body().replaceAll("(?s).*?\"Patient/([^/\"]+)[/\"].*", "$1");
            require(server, server.send(login, "POST", "", charts.chart(n, patient)));
        });
        return of(server, charts);
    }

    /** The first patients alone, with their observations. */
    Population first(int number) {
        return new Population(
                charts, patients.subList(0, number), observations.subList(0, number * Charts.OBSERVATIONS));
    }

    static Population of(Contender server, Charts charts) {
        Map<String, String> patients = ids(server, "Patient", "^p[0-9]+$");
        Map<String, String> observations = ids(server, "Observation", "^p[0-9]+-o[0-9]+$");
        return new Population(charts, List.copyOf(patients.values()), List.copyOf(observations.values()));
    }

    private static Map<String, String> ids(Contender server, String type, String form) {
        Map<String, String> ids = new TreeMap<>();
        server.administrator()
                .query(
                        IDS,
                        row -> {
                            ids.put(row.getString(1), row.getString(2));
                        },
                        Charts.SYSTEM,
                        type,
                        form);
        return ids;
    }

    private static void require(Contender server, Contender.Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(server.name() + " refused a chart: " + answer);
        }
    }
}
