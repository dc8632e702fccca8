package health.confidant.server.fhir;

import java.util.Optional;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.core.Ordered;
import org.springframework.core.type.MethodMetadata;

/**
 * Makes of HAPI's beans those alone that somebody asks for, and when they do (ADR 0011): most of a start went into beans
 * of features that are not offered. Ours are all made at the start, and so are those of HAPI's that they need.
 */
final class QuickStart implements BeanFactoryPostProcessor, Ordered {
    private static final String HAPI = "ca.uhn.fhir.";
    private static final String SPRING_DATA = "org.springframework.data.";
    /** Held by nobody: it is made to be told of the end, where it empties a map that would keep each server for ever. */
    private static final String CLEANUP = "org.springframework.data.jpa.util.JpaMetamodelCacheCleanup";

    private static final String REPOSITORIES = "ca.uhn.fhir.jpa.dao.data.";

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition definition = beans.getBeanDefinition(name);
            if (hapi(definition) || repository(definition)) {
                definition.setLazyInit(true);
            }
        }
        if (beans instanceof DefaultListableBeanFactory factory) {
            factory.setAutowireCandidateResolver(new LazyRepositories());
        }
        // The web server makes most beans before Spring would freeze by itself, and asks by type each time until then.
        beans.freezeConfiguration();
    }

    private static boolean hapi(BeanDefinition definition) {
        Optional<MethodMetadata> method = definition instanceof AnnotatedBeanDefinition annotated
                ? Optional.ofNullable(annotated.getFactoryMethodMetadata())
                : Optional.empty();
        return method.map(m -> m.getDeclaringClassName().startsWith(HAPI))
                .orElseGet(() -> String.valueOf(definition.getBeanClassName()).startsWith(HAPI));
    }

    /** With what Spring Data makes beside each. */
    private static boolean repository(BeanDefinition definition) {
        String type = String.valueOf(definition.getBeanClassName());
        return type.startsWith(SPRING_DATA) && !type.equals(CLEANUP);
    }

    /** A repository is made, and its queries are parsed, at its first use. */
    private static final class LazyRepositories extends ContextAnnotationAutowireCandidateResolver {
        @Override
        protected boolean isLazy(DependencyDescriptor descriptor) {
            return super.isLazy(descriptor)
                    || descriptor.getDependencyType().getName().startsWith(REPOSITORIES);
        }
    }
}
