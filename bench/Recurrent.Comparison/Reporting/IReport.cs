namespace Recurrent.Comparison.Reporting;

/// <summary>Where the results go.</summary>
internal interface IReport
{
    /// <summary>Conditions measured before the first case.</summary>
    void Begin(RunConditions conditions);

    /// <summary>A case that was measured.</summary>
    void Add(CaseResult result);

    /// <summary>What fewer bits cost a trained model.</summary>
    void Add(PrecisionScore score);

    /// <summary>All cases are done.</summary>
    void End();
}
