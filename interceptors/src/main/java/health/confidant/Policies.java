package health.confidant;

import health.confidant.access.Policy;
import health.confidant.agreement.AgreementPolicy;
import health.confidant.billing.BillingPolicy;
import health.confidant.breakglass.BreakGlassPolicy;
import health.confidant.careteam.CareTeamPolicy;
import health.confidant.consent.ConsentPolicy;
import health.confidant.counselingnote.CounselingNotePolicy;
import health.confidant.directory.DirectoryPolicy;
import health.confidant.intake.IntakePolicy;
import health.confidant.part2.Part2Policy;
import health.confidant.privacy.PrivacyPolicy;
import health.confidant.program.ProgramPolicy;
import health.confidant.scope.ScopePolicy;
import health.confidant.selfaccess.SelfPolicy;
import health.confidant.source.SourcePolicy;
import health.confidant.track.TrackPolicy;
import health.confidant.training.TrainingPolicy;
import java.util.List;

/** Every policy there is. Their order does not matter; leaving one out is a change of this list, not of a setting. */
public final class Policies {
    private Policies() {}

    public static List<Policy> all() {
        return List.of(
                new AgreementPolicy(),
                new BillingPolicy(),
                new BreakGlassPolicy(),
                new CareTeamPolicy(),
                new ConsentPolicy(),
                new CounselingNotePolicy(),
                new DirectoryPolicy(),
                new IntakePolicy(),
                new Part2Policy(),
                new PrivacyPolicy(),
                new ProgramPolicy(),
                new ScopePolicy(),
                new SelfPolicy(),
                new SourcePolicy(),
                new TrackPolicy(),
                new TrainingPolicy());
    }
}
