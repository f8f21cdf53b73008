namespace Recurrent.Cli.Reports;

/// <summary>One point of a loss curve.</summary>
/// <param name="Step">Updates made.</param>
/// <param name="Loss">The loss there.</param>
internal readonly record struct LossPoint(long Step, double Loss);
