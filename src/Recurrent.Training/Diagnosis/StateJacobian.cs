using Recurrent.Layers.Inspection;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Training.Diagnosis;

/// <summary>Singular values of the Jacobian of a recurrence at one step: by what it stretches and shrinks a gradient that passes it.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="SingularValues">
/// Of ∂s_t/∂s_{t−1}, the largest first, where s is the whole state: h of a simple network or a GRU, h and c of an LSTM. All of them, or the largest
/// alone where the state is wider than <see cref="DiagnosisOptions.WidestFullJacobian"/>. Components that a step does not read (h of an SRU) are left out.
/// </param>
public sealed record StateJacobian(int Step, IReadOnlyList<double> SingularValues)
{
    /// <summary>The largest.</summary>
    public double Largest => SingularValues[0];

    /// <summary>The median; not a number when the largest alone is known.</summary>
    public double Median => IsFull ? Quantiles.Median(SingularValues) : double.NaN;

    /// <summary>The smallest; not a number when the largest alone is known.</summary>
    public double Smallest => IsFull ? SingularValues[^1] : double.NaN;

    /// <summary>Whether all are known.</summary>
    public bool IsFull { get; private init; } = true;

    /// <summary>Takes the Jacobian at steps evenly apart of the longest piece, exactly: one row by back-propagation for every value of the state.</summary>
    internal static IReadOnlyList<StateJacobian> Along(Recurrence recurrence, WindowBatch windows, DiagnosisOptions options, CancellationToken cancellation)
    {
        int row = windows.Lengths.Index().MaxBy(static one => one.Item).Index, length = windows.Lengths[row];
        int count = Math.Min(options.JacobianSteps, length);
        HashSet<int> chosen = [.. Enumerable.Range(0, count).Select(index => count == 1 ? length - 1 : (int)((long)(length - 1) * index / (count - 1)))];
        Tape tape = Tape.ForInference(options.Threads);
        Tensor[] state = [.. windows.Initial.Select(one => one.Slice(row, 1))];
        List<StateJacobian> found = [];
        for (int step = 0; step < length; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Tensor input = windows.Inputs.At(step).Slice(row, 1);
            if (chosen.Contains(step)) found.Add(At(recurrence, step, input, state, options));
            state = [.. recurrence.Step(tape, input, state).Select(static one => one.Detach())];
            tape.Reset();
        }

        recurrence.Cell.ZeroGradients();
        return found;
    }

    /// <summary>The Jacobian itself, row by row, of the components that the step reads.</summary>
    /// <param name="recurrence">The recurrence.</param>
    /// <param name="input"><c>[1, I]</c>.</param>
    /// <param name="state">One tensor <c>[1, width]</c> per component.</param>
    /// <param name="threads">Threads, 0 for one per core.</param>
    internal static double[][] Matrix(Recurrence recurrence, Tensor input, IReadOnlyList<Tensor> state, int threads)
    {
        int width = state.Sum(static one => one.Shape[1]);
        Tape tape = Tape.ForGradients(threads);

        // As many copies of the one row as the state has values; copy i is back-propagated from value i.
        Tensor[] before = [.. state.Select(one => Tensor.Variable(Repeat(one, width), new Shape(width, one.Shape[1])))];
        IReadOnlyList<Tensor> after = recurrence.Step(tape, Tensor.FromValues(Repeat(input, width), new Shape(width, input.Shape[1])), before);
        List<Tensor> terms = [];
        int first = 0;
        foreach (Tensor component in after)
        {
            int own = component.Shape[1];
            var chosen = new float[width * own];
            for (int value = 0; value < own; value++) chosen[((first + value) * own) + value] = 1;
            terms.Add(tape.Sum(tape.Multiply(component, tape.Constant(chosen, component.Shape))));
            first += own;
        }

        tape.Backward(ProbeLoss.Sum(tape, terms));
        return Rows(before);
    }

    private static StateJacobian At(Recurrence recurrence, int step, Tensor input, Tensor[] state, DiagnosisOptions options)
    {
        double[][] matrix = Matrix(recurrence, input, state, options.Threads);
        return matrix.Length <= options.WidestFullJacobian
            ? new StateJacobian(step, SingularValueSolver.All(matrix))
            : new StateJacobian(step, [SingularValueSolver.Largest(matrix)]) { IsFull = false };
    }

    /// <summary>What no step reads is no memory: it has neither rows nor columns.</summary>
    private static double[][] Rows(Tensor[] before)
    {
        List<double[]> rows = [];
        int place = 0;
        foreach (Tensor component in before)
        {
            for (int value = 0; value < component.Shape[1]; value++, place++)
            {
                if (!component.Gradient.IsEmpty) rows.Add(Row(before, place));
            }
        }

        return [.. rows];
    }

    private static double[] Row(Tensor[] before, int row)
    {
        List<double> values = [];
        foreach (Tensor component in before)
        {
            if (component.Gradient.IsEmpty) continue;
            foreach (float value in component.Gradient.Slice(row * component.Shape[1], component.Shape[1])) values.Add(value);
        }

        return [.. values];
    }

    private static float[] Repeat(Tensor row, int count)
    {
        var values = new float[count * row.Shape.Length];
        for (int index = 0; index < count; index++) row.Values.CopyTo(values.AsSpan(index * row.Shape.Length));
        return values;
    }
}
