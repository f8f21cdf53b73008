using Recurrent.Kernels.Gemm;
using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Threading;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>Where the gradient of a scan's gates goes.</summary>
/// <remarks>
/// That of a product's gates never stands in memory as a whole: ∂W += ∂gᵀ x and ∂x = ∂g W take every window's part while it is in the cache.
/// Windows come in the order of the backward pass, so ∂W is summed in the same order whatever the threads.
/// </remarks>
internal ref struct ScanGateGradients
{
    /// <summary>Weight gradients turned around at a time, in both directions: their cache lines stay in the first cache.</summary>
    private const int Square = 16;

    private readonly Tape _tape;
    private readonly ScanGates _gates;
    private readonly AlignedBuffer? _window;
    private readonly AlignedBuffer? _weightSums;
    private readonly AlignedBuffer? _panels;
    private readonly PackedMatrix? _packed;
    private readonly Span<float> _input;
    private readonly bool _isFresh;
    private bool _hasSums;

    public ScanGateGradients(Tape tape, ScanGates gates)
    {
        (_tape, _gates) = (tape, gates);
        _input = gates.Input.Values.RequiresGradient ? gates.Input.Values.BeginGradient(tape, out _isFresh) : [];
        if (gates.Weight is null)
        {
            return;
        }

        GemmShape shape = gates.ShapeOf(gates.Windows[0]);
        _weightSums = gates.Weight.RequiresGradient ? tape.RentTemporary(shape.N * shape.K) : null;
        if (!_input.IsEmpty)
        {
            _panels = tape.RentTemporary(PackedMatrix.LengthOf(shape.N, shape.K));
            _packed = PackedMatrix.In(_panels);
            _packed.Repack(gates.Weight.Values, shape.N, shape.K);
        }

        _window = _weightSums is null && _packed is null ? null : tape.RentTemporary(shape.M * shape.N);
    }

    /// <summary>Whether <see cref="Of"/> is written instead of added to.</summary>
    public readonly bool IsFresh => _gates.Weight is not null || _isFresh;

    /// <summary>Where the backward pass of some steps puts the gradient of their gates; empty when nobody wants it.</summary>
    public readonly Span<float> Of(ItemRange steps) => _gates.Weight is null ? _input
        : _window is null ? []
        : _window.Span[..(_gates.ShapeOf(steps).M * _gates.Features)];

    /// <summary>Hands the gradient of some steps on, after <see cref="Of"/> has been filled.</summary>
    public void Add(ItemRange steps)
    {
        (int rows, int outputs, int inputs) = (_gates.ShapeOf(steps).M, _gates.Features, _gates.Input.Features);
        ItemRange own = _gates.InputOf(steps);
        if (_weightSums is not null)
        {
            // As [I, G·H], which packs the fewer values of a transposed matrix; turned around at the end.
            MatMul.TN(
                new GemmShape(inputs, outputs, rows), _gates.Input.Values.Values[own.Start..own.End], Of(steps), _weightSums.Span, _hasSums ? GemmMode.Accumulate : GemmMode.Overwrite, _tape.Team);
            _hasSums = true;
        }

        if (_packed is not null)
        {
            MatMul.Multiply(
                new GemmShape(rows, inputs, outputs), Of(steps), _packed, _input[own.Start..own.End], _isFresh ? GemmMode.Overwrite : GemmMode.Accumulate, _tape.Team);
        }
    }

    /// <summary>Adds what has been summed to the gradient of W and gives the memory back.</summary>
    public readonly void End()
    {
        if (_weightSums is not null)
        {
            AddTurned(_weightSums.Span, _tape.GradientToAdd(_gates.Weight!), _gates.Features, _gates.Input.Features);
        }

        foreach (AlignedBuffer? buffer in (ReadOnlySpan<AlignedBuffer?>)[_window, _weightSums, _panels])
        {
            if (buffer is not null)
            {
                _tape.ReturnTemporary(buffer);
            }
        }
    }

    private static void AddTurned(ReadOnlySpan<float> sums, Span<float> gradient, int outputs, int inputs)
    {
        for (int firstOutput = 0; firstOutput < outputs; firstOutput += Square)
        {
            for (int firstInput = 0; firstInput < inputs; firstInput += Square)
            {
                for (int output = firstOutput; output < Math.Min(outputs, firstOutput + Square); output++)
                {
                    for (int input = firstInput; input < Math.Min(inputs, firstInput + Square); input++)
                    {
                        gradient[(output * inputs) + input] += sums[(input * outputs) + output];
                    }
                }
            }
        }
    }
}
