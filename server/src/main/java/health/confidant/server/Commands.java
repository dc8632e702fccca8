package health.confidant.server;

import health.confidant.server.database.StartRefused;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** What {@code java -jar confidant.jar} can do. */
final class Commands {
    private Commands() {}

    static int run(String[] arguments) {
        try {
            ConfigurableApplicationContext context = application().run(arguments);
            context.registerShutdownHook();
            Thread.currentThread().join();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (RuntimeException e) {
            return refused(e);
        }
    }

    static SpringApplication application() {
        SpringApplication application = new SpringApplication(Application.class);
        application.setAllowBeanDefinitionOverriding(true);
        application.setAllowCircularReferences(true);
        application.setLogStartupInfo(false);
        application.setBannerMode(org.springframework.boot.Banner.Mode.OFF);
        return application;
    }

    /** One clear line and a non-zero exit. */
    private static int refused(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefused) {
                System.err.println("Confidant did not start: " + cause.getMessage());
                return 2;
            }
        }
        throw thrown;
    }
}
