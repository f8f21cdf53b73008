namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>What is needed to build the networks again; stored as <c>architecture</c> in <c>model.json</c>.</summary>
internal sealed record RegressorArchitecture
{
    public const string FormName = "regression";

    /// <summary>Always <c>regression</c>: what kind of signal model this is.</summary>
    public required string Form { get; init; }

    public required int Inputs { get; init; }

    public required int Outputs { get; init; }

    /// <summary>The output is the mean of these.</summary>
    public required RegressorMember[] Members { get; init; }
}
