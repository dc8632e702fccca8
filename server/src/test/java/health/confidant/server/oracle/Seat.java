package health.confidant.server.oracle;

import java.util.regex.Pattern;

/**
 * Somebody at a client.
 *
 * @param scopes of the token, separated by spaces
 */
record Seat(String person, Kind kind, String client, String scopes) {
    /** The track that the client is bound to, or empty. */
    String bound() {
        return switch (client) {
            case "individual-portal", "clinician-individual", "messages-individual", "messages-clinician-individual" ->
                "individual";
            case "couples-portal", "clinician-couples", "messages-couples", "messages-clinician-couples" -> "couples";
            default -> "";
        };
    }

    /** SMART App Launch 2.2: whether a scope of the token names the type with the letter. */
    boolean may(String type, String letter) {
        Pattern scope = Pattern.compile("(patient|user|system)/(\\*|" + type + ")\\.c?r?u?d?s?");
        for (String each : scopes.split(" ")) {
            if (scope.matcher(each).matches()
                    && each.substring(each.lastIndexOf('.')).contains(letter)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return person + " (" + kind + ") with " + client + " [" + scopes + "]";
    }
}
