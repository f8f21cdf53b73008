namespace Recurrent.Text.Translation;

/// <summary>How hypotheses of different lengths are compared.</summary>
public enum LengthNormalization
{
    /// <summary>ln p / ((5 + n)/6)^α with n tokens, the end included: Wu and others, "Google's neural machine translation system", 2016, equation 14.</summary>
    Wu,

    /// <summary>ln p / n, the mean over the tokens, the end included.</summary>
    Average,

    /// <summary>ln p: short translations win.</summary>
    None,
}
