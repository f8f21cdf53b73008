namespace Recurrent.Cli.Runs;

/// <summary>A horizon that was chosen from the data.</summary>
/// <param name="Steps">How far to forecast.</param>
/// <param name="Reason">Why, in words.</param>
internal readonly record struct HorizonChoice(int Steps, string Reason);
