namespace Recurrent.Comparison.Reporting;

/// <summary>The score of one trained model with weights of different precision; less is better.</summary>
/// <param name="Name">Model and score.</param>
/// <param name="Single">With float32 weights.</param>
/// <param name="BFloat16">With bfloat16 weights.</param>
/// <param name="Int8">With weights of 8 bits.</param>
internal sealed record PrecisionScore(string Name, double Single, double BFloat16, double Int8);
