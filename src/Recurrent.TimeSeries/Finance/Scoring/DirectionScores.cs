using Recurrent.TimeSeries.Finance.Measures;

namespace Recurrent.TimeSeries.Finance.Scoring;

/// <summary>What the model's odds of a rising day were worth.</summary>
/// <param name="Test">Accuracy and p-values.</param>
/// <param name="AlwaysUp">Accuracy of saying up every day.</param>
/// <param name="CostPerTrade">Log return charged for every purchase and every sale.</param>
/// <param name="Strategy">Holding the market on days foretold to rise, after costs.</param>
/// <param name="BuyAndHold">Holding it all the time, after the one purchase.</param>
public sealed record DirectionScores(DirectionTest Test, double AlwaysUp, double CostPerTrade, TradingResult Strategy, TradingResult BuyAndHold);
