namespace Recurrent.Comparison.Conditions;

/// <summary>A circumstance under which the speed must hold.</summary>
internal interface ICondition
{
    /// <summary>Short name, for <c>--case</c>.</summary>
    string Name { get; }

    /// <summary>Measures; findings come as they are made.</summary>
    IEnumerable<Finding> Measure(ConditionSettings settings);
}
