namespace Recurrent.Comparison.Conditions;

/// <summary>All conditions in the order they run.</summary>
internal static class ConditionList
{
    /// <summary>The conditions.</summary>
    public static IReadOnlyList<ICondition> All { get; } =
    [
        new SharedCores(),
        new FirstSteps(),
        new VariableLengths(),
        new ExtremeNumbers(),
        new SecondThread(),
        new LiveSteps(),
        new WarmCollections(),
        new NarrowVectors(),
    ];
}
