namespace Recurrent.Comparison.Conditions;

/// <summary>How a figure is printed.</summary>
internal enum FigureUnit
{
    /// <summary>A quotient of two times or speeds.</summary>
    Ratio,

    /// <summary>A share of the roof or of a speed, printed in per cent.</summary>
    Share,

    /// <summary>A whole number.</summary>
    Count,
}
