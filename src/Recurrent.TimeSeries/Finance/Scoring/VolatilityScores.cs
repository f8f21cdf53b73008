using Recurrent.TimeSeries.Finance.Measures;

namespace Recurrent.TimeSeries.Finance.Scoring;

/// <summary>Scores of one method over the days of a test.</summary>
/// <param name="Method">Such as <c>model</c> or <c>garch</c>.</param>
/// <param name="Qlike">Mean QLIKE against squared returns over the days with a price move; smaller is better.</param>
/// <param name="LogLoss">Mean of ln h + r²/h over all days, h and r² in squared percent; it differs from QLIKE by what no forecast can change.</param>
/// <param name="RangeQlike">Mean QLIKE against the range variance, scaled to the mean of squared returns; null when only closes are known.</param>
/// <param name="Ratio">QLIKE over that of the reference.</param>
/// <param name="Difference">Diebold–Mariano test against the reference; below 0 when this method is better. Statistic 0 and p-value 1 for the reference itself.</param>
/// <param name="One">Value-at-risk of 1 %.</param>
/// <param name="Five">Value-at-risk of 5 %.</param>
/// <param name="Losses">QLIKE of each day; NaN on days without a price move. [N]</param>
public sealed record VolatilityScores(
    string Method, double Qlike, double LogLoss, double? RangeQlike, double Ratio, DieboldMariano Difference, VarScores One, VarScores Five, IReadOnlyList<double> Losses);
