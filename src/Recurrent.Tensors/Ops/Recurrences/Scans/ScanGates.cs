using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Threading;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>The gates of a scan: given, or the product W x, which is formed window after window, just before the window's steps read it.</summary>
/// <remarks>Without a backward pass the products never stand in memory as a whole.</remarks>
internal sealed class ScanGates
{
    private readonly AlignedBuffer? _kept;
    private AlignedBuffer? _window;
    private AlignedBuffer? _panels;
    private PackedMatrix? _packed;

    /// <summary>Gates that are given, or that are a product.</summary>
    /// <param name="tape">Where memory comes from.</param>
    /// <param name="input">The gates, <c>[T, B, G·H]</c>, or x, <c>[T, B, I]</c>, with lengths.</param>
    /// <param name="weight">W, <c>[G·H, I]</c>; null where the gates are given.</param>
    /// <param name="keeps">Whether a backward pass reads the gates again.</param>
    public ScanGates(Tape tape, SequenceBatch input, Tensor? weight, bool keeps)
    {
        (Input, Weight) = (input, weight);
        Features = weight is null ? input.Features : weight.Shape[0];
        Windows = weight is null ? ScanWindows.Whole(input.Time) : ScanWindows.Of(input.Time, input.Batch, Features);
        _kept = weight is not null && keeps ? tape.RentScratch(checked(input.Time * input.Batch * Features)) : null;
    }

    /// <summary>The gates themselves, or x.</summary>
    public SequenceBatch Input { get; }

    /// <summary>W, or null.</summary>
    public Tensor? Weight { get; }

    /// <summary>G·H.</summary>
    public int Features { get; }

    public ScanWindows Windows { get; }

    /// <summary>The product of some steps.</summary>
    public GemmShape ShapeOf(ItemRange steps) => new(steps.Length * Input.Batch, Features, Input.Features);

    /// <summary>x, or what belongs to it, of some steps.</summary>
    public ItemRange InputOf(ItemRange steps) => new(steps.Start * Input.Batch * Input.Features, steps.End * Input.Batch * Input.Features);

    /// <summary>What the forward pass kept of some steps.</summary>
    public ReadOnlySpan<float> Kept(ItemRange steps) => _kept is null
        ? Input.Values.Values
        : KeptOf(steps);

    public void BeginForward(Tape tape)
    {
        if (Weight is null)
        {
            return;
        }

        _panels = tape.RentTemporary(PackedMatrix.LengthOf(Input.Features, Features));
        _packed = PackedMatrix.In(_panels);
        _packed.RepackTransposed(Weight.Values, Input.Features, Features);
        _window = _kept is null ? tape.RentTemporary(ShapeOf(Windows[0]).M * Features) : null;
    }

    /// <summary>The gates of some steps.</summary>
    public ReadOnlySpan<float> Form(Tape tape, ItemRange steps)
    {
        if (_packed is null)
        {
            return Input.Values.Values;
        }

        GemmShape shape = ShapeOf(steps);
        Span<float> gates = _window is null ? KeptOf(steps) : _window.Span[..(shape.M * shape.N)];
        ItemRange input = InputOf(steps);
        MatMul.Multiply(shape, Input.Values.Values[input.Start..input.End], _packed, gates, GemmMode.Overwrite, tape.Team);
        return gates;
    }

    public void EndForward(Tape tape)
    {
        if (_panels is not null)
        {
            tape.ReturnTemporary(_panels);
        }

        if (_window is not null)
        {
            tape.ReturnTemporary(_window);
        }

        (_panels, _packed, _window) = (null, null, null);
    }

    private Span<float> KeptOf(ItemRange steps) => _kept!.Span[(steps.Start * Input.Batch * Features)..(steps.End * Input.Batch * Features)];
}
