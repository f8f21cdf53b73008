namespace Recurrent.Text.Classification;

/// <summary>How much the texts of a class count in training.</summary>
public enum ClassWeighting
{
    /// <summary>Every text counts the same.</summary>
    None,

    /// <summary>Every class counts the same, however many texts it has.</summary>
    Balanced,
}
