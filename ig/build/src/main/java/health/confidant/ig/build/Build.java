package health.confidant.ig.build;

import java.io.IOException;
import java.nio.file.Path;

/** What Maven calls: the guide's folder, the folder of its classes, and {@code prove} where CI wants the proof. */
public final class Build {
    private Build() {}

    public static void main(String[] arguments) throws IOException {
        Path guide = Path.of(arguments[0]).toAbsolutePath().normalize();
        Path classes = Path.of(arguments[1]).toAbsolutePath().normalize();
        Compiled compiled = new Compiled(guide, new Sushi(guide), line -> System.out.println("[guide] " + line));
        if (arguments.length > 2 && arguments[2].equals("prove")) {
            compiled.prove();
        } else {
            compiled.bringUpToDate();
        }
        Path ours = classes.resolve("health/confidant/ig");
        PackageArchive.write(
                Compiled.json(compiled.folder()), new Operations(guide.getParent()), ours.resolve("package.tgz"));
        new Site(guide, ours.resolve("site")).write();
    }
}
