package health.confidant.server.authorization;

/** A QR code as an SVG path, which needs neither a script nor an image of another origin. */
final class QrCode {
    private static final int QUIET = 4;

    private QrCode() {}

    /** The attributes of an SVG drawing: its side in modules, and the path of the dark ones. */
    record Drawing(int side, String path) {}

    static Drawing svg(String text) {
        io.nayuki.qrcodegen.QrCode code =
                io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new Drawing(code.size + 2 * QUIET, path.toString());
    }
}
