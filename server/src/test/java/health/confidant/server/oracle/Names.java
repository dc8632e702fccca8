package health.confidant.server.oracle;

/** References of a world that is posted nowhere: each name is its own id. */
final class Names {
    private Names() {}

    static String of(World world, String name) {
        return type(world, name) + "/" + name;
    }

    private static String type(World world, String name) {
        for (Person person : world.people()) {
            if (person.name().equals(name)) {
                return switch (person.kind()) {
                    case PATIENT -> "Patient";
                    case EHR, PAYER, RESEARCHER, COURT, ASSOCIATE -> "Organization";
                    default -> "Practitioner";
                };
            }
        }
        return switch (name.charAt(0)) {
            case 'T' -> "CareTeam";
            case 'C' -> "Group";
            case 'O' -> "Organization";
            case 'D' -> "Consent";
            case 'A' -> "Contract";
            default ->
                world.all(Fact.Sheet.class)
                        .filter(sheet -> sheet.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(name))
                        .type();
        };
    }
}
