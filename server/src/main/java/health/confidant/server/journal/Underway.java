package health.confidant.server.journal;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests that this server works on: who may still come with a record. */
final class Underway implements Filter {
    private final AtomicInteger requests = new AtomicInteger();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        requests.incrementAndGet();
        try {
            chain.doFilter(request, response);
        } finally {
            requests.decrementAndGet();
        }
    }

    int requests() {
        return requests.get();
    }
}
