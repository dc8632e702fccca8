package health.confidant.server.authorization;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the notice to patients says of the program (42 CFR 2.22(b)(1)(vii)).
 *
 * @param program its name
 * @param contact name or title, telephone and e-mail of whoever answers questions and takes complaints
 */
@ConfigurationProperties("confidant.notice")
public record NoticeProperties(
        @DefaultValue("this program") String program,
        @DefaultValue("the privacy officer of this program") String contact) {}
