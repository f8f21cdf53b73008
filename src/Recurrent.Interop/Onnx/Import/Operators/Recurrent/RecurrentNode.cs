using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators.Recurrent;

/// <summary>What a recurrent node is given, with every default filled in and every shape checked.</summary>
internal sealed class RecurrentNode
{
    public required RecurrentKind Kind { get; init; }

    /// <summary>X, <c>[T, B, I]</c> whatever the layout of the node.</summary>
    public required OnnxData Input { get; init; }

    /// <summary>W, <c>[D, G·H, I]</c>.</summary>
    public required OnnxData Weights { get; init; }

    /// <summary>R, <c>[D, G·H, H]</c>.</summary>
    public required OnnxData Recurrent { get; init; }

    /// <summary>B, <c>[D, 2·G·H]</c>; null for zeros.</summary>
    public required OnnxData? Bias { get; init; }

    /// <summary>Valid steps of every row.</summary>
    public required int[] Lengths { get; init; }

    /// <summary>h before the first step, <c>[D, B, H]</c>; null for zeros.</summary>
    public required OnnxData? InitialHidden { get; init; }

    /// <summary>c before the first step, <c>[D, B, H]</c>; null for zeros.</summary>
    public required OnnxData? InitialCell { get; init; }

    /// <summary>P, <c>[D, 3·H]</c>; null for none.</summary>
    public required OnnxData? Peepholes { get; init; }

    public required bool IsBatchFirst { get; init; }

    /// <summary>Whether a direction reads from the last step to the first.</summary>
    public required bool[] IsReverse { get; init; }

    /// <summary>What bounds the inputs of activations; infinity for nothing.</summary>
    public required double Clip { get; init; }

    /// <summary>Of an LSTM: the forget gate is 1 minus the input gate.</summary>
    public required bool IsCoupled { get; init; }

    /// <summary>Of a GRU: the reset gate acts behind the product.</summary>
    public required bool ResetsAfter { get; init; }

    public required RecurrentActivations Activations { get; init; }

    public int Time => Input.Axes[0];

    public int Batch => Input.Axes[1];

    public int Features => Input.Axes[2];

    public int Directions => IsReverse.Length;

    public int Hidden => Recurrent.Axes[2];

    public int Gates => GatesOf(Kind);

    /// <summary>Whether the library's fused ops compute exactly this.</summary>
    public bool IsFused => Input.ElementType == OnnxDataType.Float32 && Activations.AreUsual && double.IsPositiveInfinity(Clip) && !IsCoupled && Peepholes is null
        && Time > 0 && Batch > 0 && Features > 0 && Hidden > 0;

    /// <summary>Gates one after another in the weights: i o f c, z r h, or the one of a simple RNN.</summary>
    public static int GatesOf(RecurrentKind kind) => kind switch { RecurrentKind.Lstm => 4, RecurrentKind.Gru => 3, _ => 1 };

    /// <summary>Reads attributes and inputs.</summary>
    /// <exception cref="OperatorException">They do not fit together.</exception>
    public static RecurrentNode Read(OperatorCall call, RecurrentKind kind)
    {
        bool isBatchFirst = call.Flag("layout");
        bool isLstm = kind == RecurrentKind.Lstm;
        OnnxData input = TimeFirst(call[0], isBatchFirst, [1, 0, 2])!;
        bool[] isReverse = DirectionsOf(call.Text("direction", "forward"));
        float clip = call.Float("clip", 0);
        var node = new RecurrentNode
        {
            Kind = kind,
            Input = input.Rank == 3 ? input : throw new OperatorException($"X is {call[0]}, expected three axes"),
            Weights = call[1],
            Recurrent = call[2].Rank == 3 ? call[2] : throw new OperatorException($"R is {call[2]}, expected three axes"),
            Bias = call.Optional(3),
            Lengths = LengthsOf(call.Optional(4), input.Axes[0], input.Axes[1]),
            InitialHidden = TimeFirst(call.Optional(5), isBatchFirst, [1, 0, 2]),
            InitialCell = isLstm ? TimeFirst(call.Optional(6), isBatchFirst, [1, 0, 2]) : null,
            Peepholes = isLstm ? call.Optional(7) : null,
            IsBatchFirst = isBatchFirst,
            IsReverse = isReverse,
            Clip = clip > 0 ? clip : double.PositiveInfinity,
            IsCoupled = isLstm && call.Flag("input_forget"),
            ResetsAfter = call.Flag("linear_before_reset"),
            Activations = RecurrentActivations.Read(call, kind, isReverse.Length),
        };
        node.Check(call.Int("hidden_size", node.Hidden));
        return node;
    }

    private static OnnxData? TimeFirst(OnnxData? value, bool isBatchFirst, int[] order) =>
        isBatchFirst && value is { Rank: 3 } ? Selection.Transpose(value, order) : value;

    private static bool[] DirectionsOf(string direction) => direction.ToUpperInvariant() switch
    {
        "FORWARD" => [false],
        "REVERSE" => [true],
        "BIDIRECTIONAL" => [false, true],
        _ => throw new OperatorException($"the direction is '{direction}', expected forward, reverse or bidirectional"),
    };

    private static int[] LengthsOf(OnnxData? given, int time, int batch)
    {
        if (given is null)
        {
            return [.. Enumerable.Repeat(time, batch)];
        }

        long[] lengths = Numbers.Integers(given);
        return lengths.Length == batch && lengths.All(length => length >= 0 && length <= time)
            ? Array.ConvertAll(lengths, length => (int)length)
            : throw new OperatorException($"sequence_lens is {given} of {string.Join(", ", lengths.Take(8))}, expected {batch} numbers from 0 to {time}");
    }

    private void Check(long hiddenSize)
    {
        int width = Gates * Hidden;
        Expect("R", Recurrent, Directions, width, Hidden);
        Expect("W", Weights, Directions, width, Features);
        Expect("B", Bias, Directions, 2 * width);
        Expect("initial_h", InitialHidden, Directions, Batch, Hidden);
        Expect("initial_c", InitialCell, Directions, Batch, Hidden);
        Expect("P", Peepholes, Directions, 3 * Hidden);
        if (hiddenSize != Hidden)
        {
            throw new OperatorException($"hidden_size is {hiddenSize}, R has {Hidden}");
        }

        if (!ElementTypes.IsFloating(Input.ElementType))
        {
            throw new OperatorException($"X is {Input}, expected floating point");
        }
    }

    private void Expect(string name, OnnxData? value, params ReadOnlySpan<int> shape)
    {
        if (value is not null && (!value.Axes.SequenceEqual(shape) || value.ElementType != Input.ElementType))
        {
            throw new OperatorException($"{name} is {value}, expected {ElementTypes.NameOf(Input.ElementType)}{Shapes.Text(shape)}");
        }
    }
}
