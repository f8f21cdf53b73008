namespace Recurrent.Cli.Reports;

/// <summary>Singular values of the Jacobian of the state at one step; median and smallest are not numbers where the largest alone is known.</summary>
internal sealed record DiagnosedJacobian(int Step, double Largest, double Median, double Smallest);
