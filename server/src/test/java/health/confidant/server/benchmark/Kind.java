package health.confidant.server.benchmark;

import java.util.UUID;

/** The requests that are measured. The i-th request of a kind asks both servers the same. */
enum Kind {
    READ("read by id", 12_000) {
        @Override
        Ask ask(Population p, int i) {
            return Ask.get("/Observation/" + pick(p.observations(), i * 7919L));
        }
    },
    TOKEN("token search in one patient", 4_000) {
        @Override
        Ask ask(Population p, int i) {
            return Ask.get("/Observation?patient=Patient/" + patient(p, i) + "&code=http://loinc.org%7C" + code(p, i)
                    + "&_count=50");
        }
    },
    DATE("date search in one patient", 4_000) {
        @Override
        Ask ask(Population p, int i) {
            int day = (int) (i * 31L % (Charts.DAYS - 180));
            return Ask.get("/Observation?patient=Patient/" + patient(p, i) + "&date=ge" + Charts.day(day) + "&date=lt"
                    + Charts.day(day + 180) + "&_count=50");
        }
    },
    CHART("a patient's observations, one page of 50", 1_200) {
        @Override
        Ask ask(Population p, int i) {
            return Ask.get("/Observation?patient=Patient/" + patient(p, i) + "&_count=50");
        }
    },
    CHAIN("chained search", 4_000) {
        @Override
        Ask ask(Population p, int i) {
            return Ask.get("/Observation?patient.identifier=" + Charts.SYSTEM + "%7C" + Charts.patient(number(p, i))
                    + "&code=http://loinc.org%7C" + code(p, i) + "&_count=50");
        }
    },
    HAS("_has", 4_000) {
        @Override
        Ask ask(Population p, int i) {
            return Ask.get("/Patient?family=" + Charts.family(number(p, i)) + "&_has:Observation:patient:code="
                    + "http://loinc.org%7C" + code(p, i) + "&_count=50");
        }
    },
    NAME("name prefix", 4_000) {
        @Override
        Ask ask(Population p, int i) {
            return Ask.get("/Patient?name=" + Charts.family(number(p, i)).substring(0, 3) + "&_count=50");
        }
    },
    POPULATION("token search over all patients, one page of 50", 1_200) {
        @Override
        Ask ask(Population p, int i) {
            return Ask.get("/Observation?code=http://loinc.org%7C" + Charts.code(i) + "&date=lt"
                    + Charts.day(200 + i * 17 % 400) + "&_count=50");
        }
    },
    EVERYTHING("$everything, its first page of 50", 600) {
        @Override
        Ask ask(Population p, int i) {
            return Ask.get("/Patient/" + patient(p, i) + "/$everything?_count=50");
        }
    },
    /** Exports read their files in pages like this one. */
    BULK("a page of 200 of four patients, as bulk files are read", 300) {
        @Override
        Ask ask(Population p, int i) {
            return Ask.get("/Observation?patient=Patient/" + patient(p, i) + ",Patient/" + patient(p, i + 1)
                    + ",Patient/" + patient(p, i + 2) + ",Patient/" + patient(p, i + 3) + "&_count=200");
        }
    },
    CREATE("create an observation", 3_000) {
        @Override
        Ask ask(Population p, int i) {
            return new Ask(
                    "POST",
                    "/Observation",
                    p.charts().observation("n" + UUID.randomUUID(), "Patient/" + patient(p, i), null, i, i));
        }
    },
    TRANSACTION("transaction of ten", 600) {
        @Override
        Ask ask(Population p, int i) {
            return new Ask("POST", "", p.charts().visit("n" + UUID.randomUUID(), "Patient/" + patient(p, i), i));
        }
    };

    /** One request of the counselor's. */
    record Ask(String method, String path, String body) {
        static Ask get(String path) {
            return new Ask("GET", path, null);
        }
    }

    final String title;
    /** Requests to each server before anything is measured. */
    final int warmUp;

    Kind(String title, int warmUp) {
        this.title = title;
        this.warmUp = warmUp;
    }

    abstract Ask ask(Population population, int i);

    boolean writes() {
        return this == CREATE || this == TRANSACTION;
    }

    /** Writes go to the second half of the patients, so that the answers about the first stay the same. */
    int number(Population p, int i) {
        int half = Math.max(1, p.patients().size() / 2);
        return Math.floorMod(i, half) + (writes() ? p.patients().size() - half : 0);
    }

    String patient(Population p, int i) {
        return p.patients().get(number(p, i));
    }

    private static String code(Population p, int i) {
        return Charts.code(i / Math.max(1, p.patients().size() / 2));
    }

    private static String pick(java.util.List<String> ids, long i) {
        return ids.get((int) (i % ids.size()));
    }
}
