namespace Recurrent.Cli.Diagnose;

/// <summary>All is measured: the run inside ends here.</summary>
internal sealed class DiagnosisDone() : OperationCanceledException("All is measured.");
