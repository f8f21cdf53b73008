namespace Recurrent.Text.Tagging;

/// <summary>Entities that are there, that were found, and that were found rightly.</summary>
/// <param name="Gold">Entities of the reference.</param>
/// <param name="Predicted">Entities found.</param>
/// <param name="Correct">Entities found whose first token, last token and type are those of one of the reference.</param>
public readonly record struct EntityCounts(long Gold, long Predicted, long Correct)
{
    /// <summary>P = correct/predicted, 0 to 1; 0 when nothing was found.</summary>
    public double Precision => Predicted == 0 ? 0 : (double)Correct / Predicted;

    /// <summary>R = correct/gold, 0 to 1; 0 when there is nothing to find.</summary>
    public double Recall => Gold == 0 ? 0 : (double)Correct / Gold;

    /// <summary>2PR/(P + R), 0 to 1; 0 when nothing is correct.</summary>
    public double F1 => Correct == 0 ? 0 : 2.0 * Correct / (Gold + Predicted);
}
