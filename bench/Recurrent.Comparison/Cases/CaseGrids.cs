namespace Recurrent.Comparison.Cases;

/// <summary>The sizes every published figure stands for.</summary>
internal static class CaseGrids
{
    /// <summary>Whole sequences: three cells over nine sizes, and one large LSTM.</summary>
    public static IReadOnlyList<SequenceCase> Sequences { get; } =
    [
        .. Sizes(CellKind.Rnn),
        .. Sizes(CellKind.Lstm),
        new SequenceCase(CellKind.Lstm, 1500, 1500, 20, 35, 2),
        .. Sizes(CellKind.Gru),
    ];

    /// <summary>One step of one live stream.</summary>
    public static IReadOnlyList<SequenceCase> Steps { get; } =
        [.. StepSizes(CellKind.Rnn), .. StepSizes(CellKind.Lstm), .. StepSizes(CellKind.Gru)];

    /// <summary>Steps whose weights are most of the time.</summary>
    public static IReadOnlyList<SequenceCase> LargeSteps { get; } = [.. Steps.Where(sizes => sizes.Hidden >= 128)];

    /// <summary>One step of each of 64 live streams.</summary>
    public static IReadOnlyList<SequenceCase> ManySteps { get; } = [.. LargeSteps.Select(sizes => sizes with { Batch = 64 })];

    /// <summary>Rows of different lengths.</summary>
    public static IReadOnlyList<SequenceCase> Packed { get; } =
        [.. PackedSizes(CellKind.Rnn), .. PackedSizes(CellKind.Lstm), .. PackedSizes(CellKind.Gru)];

    /// <summary>Whole language models.</summary>
    public static IReadOnlyList<LanguageModelCase> Models { get; } =
    [
        new(65, new SequenceCase(CellKind.Lstm, 64, 128, 50, 50, 2)),
        new(65, new SequenceCase(CellKind.Lstm, 128, 512, 64, 64, 2)),
        new(65, new SequenceCase(CellKind.Gru, 128, 512, 64, 64, 2)),
        new(10000, new SequenceCase(CellKind.Lstm, 650, 650, 20, 35, 2)),
    ];

    private static SequenceCase[] Sizes(CellKind cell) =>
    [
        new(cell, 32, 32, 1, 64),
        new(cell, 32, 64, 16, 64),
        new(cell, 64, 128, 32, 100),
        new(cell, 128, 256, 32, 50),
        new(cell, 256, 512, 32, 50),
        new(cell, 512, 1024, 64, 35),
        new(cell, 64, 128, 64, 50, 2),
        new(cell, 128, 256, 64, 100, 2),
        new(cell, 650, 650, 20, 35, 2),
    ];

    private static SequenceCase[] StepSizes(CellKind cell) =>
    [
        new(cell, 32, 32, 1, 1),
        new(cell, 32, 64, 1, 1),
        new(cell, 64, 128, 1, 1),
        new(cell, 128, 256, 1, 1),
        new(cell, 256, 512, 1, 1),
    ];

    private static SequenceCase[] PackedSizes(CellKind cell) => [new(cell, 64, 128, 32, 100), new(cell, 128, 256, 32, 50)];
}
