namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>What the error of a step is for.</summary>
internal enum StepRole : byte
{
    /// <summary>Simulated only.</summary>
    Passed,

    /// <summary>Training sees it.</summary>
    Training,

    /// <summary>Stopping and choosing see it.</summary>
    Validation,
}
