package health.confidant.server.benchmark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A closed loop: some callers, each with one request on its way. */
final class Loop {
    private final Contender server;
    private final Population population;
    private final String login;
    private final int callers;
    private final long database;
    private final Map<Kind, AtomicInteger> next = new ConcurrentHashMap<>();

    /** @param database process id of PostgreSQL's postmaster */
    Loop(Contender server, Population population, String login, int callers, long database) {
        this.server = server;
        this.population = population;
        this.login = login;
        this.callers = callers;
        this.database = database;
    }

    Contender server() {
        return server;
    }

    Charts charts() {
        return population.charts();
    }

    /** The i-th request of a kind, unmeasured. */
    Contender.Answer ask(Kind kind, int i) {
        Kind.Ask ask = kind.ask(population, i);
        return server.send(login, ask.method(), ask.path(), ask.body());
    }

    Contender.Answer get(String path) {
        return server.send(login, "GET", path, null);
    }

    /** A fixed number of requests: what a JIT has compiled depends on counts, not on seconds. */
    Sample warmUp(Kind kind, int requests) {
        return run(kind, Long.MAX_VALUE, requests);
    }

    /** The same, and the part of the server's CPU time that its compiler took. */
    double compiling(Kind kind, int requests) {
        return Usage.compiling(server.process(), () -> warmUp(kind, requests));
    }

    Sample measure(Kind kind, long nanos) {
        return run(kind, System.nanoTime() + nanos, Integer.MAX_VALUE);
    }

    private Sample run(Kind kind, long end, int requests) {
        AtomicInteger counter = next.computeIfAbsent(kind, k -> new AtomicInteger());
        AtomicInteger left = new AtomicInteger(requests);
        ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
        AtomicInteger errors = new AtomicInteger();
        long own = ProcessHandle.current().pid();
        long[] before = {
            Usage.cpuOfTree(server.process()), Usage.cpuOfTree(database), Usage.cpuOfMachine(), Usage.cpu(own)
        };
        long start = System.nanoTime();
        Parallel.run(callers, () -> {
            // Each caller asks once at least, however short the round.
            for (boolean more = true; more && left.getAndDecrement() > 0; more = System.nanoTime() < end) {
                Kind.Ask ask = kind.ask(population, counter.getAndIncrement());
                long sent = System.nanoTime();
                Contender.Answer answer = server.send(login, ask.method(), ask.path(), ask.body());
                latencies.add(System.nanoTime() - sent);
                if (answer.status() >= 300) {
                    errors.incrementAndGet();
                }
            }
        });
        long nanos = System.nanoTime() - start;
        long serverCpu = Usage.cpuOfTree(server.process()) - before[0];
        long databaseCpu = Usage.cpuOfTree(database) - before[1];
        long others = Usage.cpuOfMachine() - before[2] - serverCpu - databaseCpu - (Usage.cpu(own) - before[3]);
        return new Sample(
                nanos,
                latencies.stream().mapToLong(Long::longValue).toArray(),
                errors.get(),
                serverCpu,
                databaseCpu,
                Math.max(0, others));
    }
}
