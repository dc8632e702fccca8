package health.confidant.server.benchmark;

import health.confidant.audit.PayloadCipher;
import health.confidant.fhir.profile.ProfileValidator;
import health.confidant.server.Application;
import health.confidant.server.atrest.AtRestCheck;
import health.confidant.server.keys.HashSeal;
import health.confidant.server.keys.Sealer;
import java.util.Arrays;
import java.util.Optional;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.mockito.Mockito;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A part of Confidant that it can be started without, to learn what the part costs: beans of this benchmark's take the
 * place of the server's. No setting of the server can do that.
 */
enum Part {
    /** Bodies, search texts, job parameters, hashes and audit payloads stay plain; the check at start is not asked. */
    SEALING(Unsealed.class),
    /** Whatever the parser takes is stored. */
    VALIDATION(Unvalidated.class);

    private final Class<?> stand;

    Part(Class<?> stand) {
        this.stand = stand;
    }

    /** The first argument is the part, the others are the server's. */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(Application.class, valueOf(arguments[0]).stand);
        application.setBannerMode(Banner.Mode.OFF);
        application.setAllowBeanDefinitionOverriding(true);
        application.setAllowCircularReferences(true);
        application.run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    @Configuration
    static class Unsealed {
        @Bean
        Integrator sealingIntegrator() {
            return new Integrator() {
                @Override
                public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
                    // Nothing listens to what Hibernate writes and reads.
                }

                @Override
                public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
                    // Nothing was registered.
                }
            };
        }

        /** For who reads rows by SQL: what is sealed or opened, the last argument, stays as it is. */
        @Bean
        Sealer sealer() {
            return Mockito.mock(
                    Sealer.class,
                    Mockito.withSettings()
                            .stubOnly()
                            .defaultAnswer(call -> call.getArgument(call.getArguments().length - 1)));
        }

        /** The same of hashes, which open as what may be there. */
        @Bean
        HashSeal hashSeal() {
            return Mockito.mock(
                    HashSeal.class, Mockito.withSettings().stubOnly().defaultAnswer(call -> {
                        Object hash = call.getArgument(call.getArguments().length - 1);
                        return call.getMethod().getReturnType() == Optional.class ? Optional.of(hash) : hash;
                    }));
        }

        @Bean
        AtRestCheck atRestCheck() {
            return Mockito.mock(AtRestCheck.class);
        }

        @Bean
        PayloadCipher auditSeal() {
            return new PayloadCipher() {
                @Override
                public byte[] seal(int owner, byte[] plain, byte[] context) {
                    return plain;
                }

                @Override
                public Optional<byte[]> open(int owner, byte[] sealed, byte[] context) {
                    return Optional.of(sealed);
                }

                @Override
                public boolean destroyed(int owner) {
                    return false;
                }
            };
        }
    }

    @Configuration
    static class Unvalidated {
        @Bean
        ProfileValidator profileValidator() {
            return Mockito.mock(ProfileValidator.class, Mockito.withSettings().stubOnly());
        }
    }
}
