package health.confidant.access;

/**
 * Purpose of use. Matched exactly, never by hierarchy: in v3-ActReason HOPERAT subsumes HLEGAL and TREAT subsumes BTG,
 * and 42 CFR 2.31(d) and 2.12(d)(1) forbid what that would allow.
 */
public enum Purpose {
    TREAT,
    HPAYMT,
    HOPERAT,
    PATRQT,
    HRESCH,
    BTG,
    HLEGAL
}
