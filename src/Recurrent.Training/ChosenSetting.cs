namespace Recurrent.Training;

/// <summary>One setting of a training run, for printing.</summary>
/// <param name="Name">What it is, such as <c>context</c>.</param>
/// <param name="Value">The value in use, as text.</param>
/// <param name="Reason">Where it comes from: what in the data suggested it, or that the caller set it.</param>
public sealed record ChosenSetting(string Name, string Value, string Reason);
