using Recurrent.Comparison.Conditions;

namespace Recurrent.Comparison.Reporting;

/// <summary>Where the findings go.</summary>
internal interface IConditionsReport
{
    /// <summary>What the machine could do before the first condition.</summary>
    void Begin(RunConditions conditions);

    /// <summary>A figure that was measured.</summary>
    void Add(Finding finding);

    /// <summary>All conditions are done.</summary>
    void End();
}
