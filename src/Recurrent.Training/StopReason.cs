namespace Recurrent.Training;

/// <summary>Why a run ended.</summary>
public enum StopReason
{
    /// <summary>All epochs are done.</summary>
    MaximumEpochs,

    /// <summary>All steps are done.</summary>
    MaximumSteps,

    /// <summary>The time is up.</summary>
    TimeBudget,

    /// <summary>Validation has not improved for too long.</summary>
    EarlyStopping,

    /// <summary>The caller asked to stop.</summary>
    Cancelled,

    /// <summary>Too many steps in a row had a loss or gradient that is infinite or not a number.</summary>
    NonFinite,
}
