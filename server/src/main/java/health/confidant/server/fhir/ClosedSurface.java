package health.confidant.server.fhir;

import health.confidant.enforcement.Surface;
import java.util.Set;
import org.hl7.fhir.r4.model.ResourceType;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;

/**
 * Takes HAPI's DAOs and providers of the types that are neither stored nor needed inside out of the wiring: what is not
 * there can leak nothing, and takes no time at the start.
 */
final class ClosedSurface implements BeanDefinitionRegistryPostProcessor {
    /** Conformance resources, which HAPI itself asks for. */
    private static final Set<String> INSIDE = Set.of(
            "CodeSystem",
            "ConceptMap",
            "NamingSystem",
            "Questionnaire",
            "SearchParameter",
            "StructureDefinition",
            "Subscription",
            "ValueSet");

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        for (ResourceType type : ResourceType.values()) {
            if (!Surface.STORED.contains(type.name()) && !INSIDE.contains(type.name())) {
                remove(registry, "my" + type.name() + "DaoR4");
                remove(registry, provider(type.name()));
            }
        }
    }

    /** The name by which HAPI wires the provider of a type. */
    static String provider(String type) {
        return "my" + type + "RpR4";
    }

    private static void remove(BeanDefinitionRegistry registry, String name) {
        if (registry.containsBeanDefinition(name)) {
            registry.removeBeanDefinition(name);
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // The definitions were all there was to do.
    }
}
