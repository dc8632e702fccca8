package health.confidant.server.authorization;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.servlet.handler.HandlerMappingIntrospector;

/**
 * Spring Security looks up the MVC handler of each request, twice, before its chain, to keep the answer for rules that ask
 * for it. Ours are path patterns and ask for none; the look-ups were 8 % of a read.
 */
final class NoHandlerCache implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HandlerMappingIntrospector ? new Uncached() : bean;
    }

    private static final class Uncached extends HandlerMappingIntrospector {
        @Override
        public Filter createCacheFilter() {
            return (request, response, chain) -> chain.doFilter(request, response);
        }
    }
}
