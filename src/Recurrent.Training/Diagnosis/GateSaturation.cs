using Recurrent.Layers.Cells;
using Recurrent.Layers.Inspection;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Training.Diagnosis;

/// <summary>How many values of a gate stand at the ends of its range, where its slope is small and it learns slowly.</summary>
/// <param name="Name">The gate, such as <c>forget</c>.</param>
/// <param name="Kind">Its range.</param>
/// <param name="Low">Share below 0.1 of a gate, below −0.9 of a value between −1 and 1, and of zeros of a rectified value.</param>
/// <param name="High">Share above 0.9; 0 for a rectified value.</param>
/// <param name="Mean">Mean of the values.</param>
public sealed record GateSaturation(string Name, ActivationKind Kind, double Low, double High, double Mean)
{
    private const float Near = 0.1f;

    /// <summary>Counts over all steps of all pieces; none when the cell does not show its gates.</summary>
    internal static IReadOnlyList<GateSaturation> Of(Recurrence recurrence, WindowBatch windows, DiagnosisOptions options, CancellationToken cancellation)
    {
        Tape tape = Tape.ForInference(options.Threads);
        IReadOnlyList<Tensors.Tensor> state = windows.Initial;
        List<GateCount> counts = [];
        for (int step = 0; step < windows.Time; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<CellActivation> activations = recurrence.Activations(tape, windows.Inputs.At(step), state);
            if (activations.Count == 0) return [];
            if (step == 0) counts.AddRange(activations.Select(static one => new GateCount(one.Name, one.Kind)));
            for (int gate = 0; gate < activations.Count; gate++) counts[gate].Add(activations[gate].Values, step, windows.Lengths);
            state = [.. recurrence.Step(tape, windows.Inputs.At(step), state).Select(static one => one.Detach())];
            tape.Reset();
        }

        return [.. counts.Select(static one => one.Result())];
    }

    private sealed class GateCount(string name, ActivationKind kind)
    {
        private readonly float _low = kind switch { ActivationKind.Gate => Near, ActivationKind.Symmetric => Near - 1, _ => float.Epsilon };
        private readonly float _high = kind == ActivationKind.Rectified ? float.PositiveInfinity : 1 - Near;
        private long _count, _lowCount, _highCount;
        private double _sum;

        public void Add(Tensors.Tensor values, int step, IReadOnlyList<int> lengths)
        {
            int width = values.Shape[1];
            for (int row = 0; row < lengths.Count; row++)
            {
                if (step >= lengths[row]) continue;
                foreach (float value in values.Values.Slice(row * width, width))
                {
                    _count++;
                    _sum += value;
                    if (value < _low) _lowCount++;
                    if (value > _high) _highCount++;
                }
            }
        }

        public GateSaturation Result() => new(name, kind, (double)_lowCount / _count, (double)_highCount / _count, _sum / _count);
    }
}
