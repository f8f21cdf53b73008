namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>What is needed to build the networks again; stored as <c>architecture</c> in <c>model.json</c>.</summary>
internal sealed record ClassifierArchitecture
{
    /// <summary>What tells classifiers from other models of signals.</summary>
    public const string ClassesForm = "classes";

    public string Form { get; init; } = ClassesForm;

    public required string Cell { get; init; }

    public required int Inputs { get; init; }

    public required int Hidden { get; init; }

    public required int Layers { get; init; }

    /// <summary>Whether the encoder also reads backwards.</summary>
    public required bool Bidirectional { get; init; }

    public required int Classes { get; init; }

    /// <summary>Networks whose probabilities are averaged.</summary>
    public required int Members { get; init; }

    public required double Dropout { get; init; }
}
