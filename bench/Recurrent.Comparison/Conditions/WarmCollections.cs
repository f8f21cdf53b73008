using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Contenders;

namespace Recurrent.Comparison.Conditions;

/// <summary>Warm training through the ordinary public classes: what a thousand steps leave to the garbage collector.</summary>
internal sealed class WarmCollections : ICondition
{
    private const int WarmUp = 200;
    private const int Steps = 1000;

    private static readonly LanguageModelCase[] Models = [new(65, new SequenceCase(CellKind.Lstm, 32, 64, 16, 32))];
    private static readonly SequenceCase[] Cases = [new(CellKind.Lstm, 32, 64, 16, 64), new(CellKind.Gru, 32, 64, 16, 64)];

    public string Name => "warm training";

    public IEnumerable<Finding> Measure(ConditionSettings settings)
    {
        IEnumerable<(string Name, Func<IContender> Open)> all =
        [
            .. Cases.Select(sizes => ($"{sizes}, Adam", (Func<IContender>)(() => new OurTraining(SequenceData.Full(sizes), settings.Threads)))),
            .. Models.Select(sizes => ($"{sizes}, clipping, Adam", (Func<IContender>)(() => new OurLanguageModel(new LanguageModelData(sizes), settings.Threads)))),
        ];
        foreach ((string name, Func<IContender> open) in all)
        {
            using IContender contender = open();
            Run(contender, WarmUp);
            GC.Collect();
            int collections = GC.CollectionCount(0);
            long bytes = GC.GetTotalAllocatedBytes(precise: true);
            Run(contender, Steps);
            yield return new Finding(Name, $"{name}, collections in {Steps} steps", GC.CollectionCount(0) - collections, FigureUnit.Count) { AtMost = 0 };
            yield return new Finding(Name, $"{name}, bytes allocated a step", (GC.GetTotalAllocatedBytes(precise: true) - bytes) / Steps, FigureUnit.Count);
        }
    }

    private static void Run(IContender contender, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            contender.Run();
        }
    }
}
