using Recurrent.Training.Diagnosis;

namespace Recurrent.Cli.Reports;

/// <summary>An update that exploded.</summary>
internal sealed record DiagnosedUpdate(long Step, double GradientNorm, double Usual, double Ratio, UpdateOutcome Outcome);
