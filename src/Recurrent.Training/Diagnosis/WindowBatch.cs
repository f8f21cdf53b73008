using Recurrent.Layers.Inspection;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Training.Diagnosis;

/// <summary>Pieces of sequences side by side, each with the state it begins with.</summary>
/// <param name="Inputs"><c>[T, B, I]</c>, 0 behind a row's end.</param>
/// <param name="Lengths">Steps of every row, at least 1.</param>
/// <param name="Initial">One tensor <c>[B, width]</c> per component.</param>
internal sealed record WindowBatch(Tensor Inputs, IReadOnlyList<int> Lengths, IReadOnlyList<Tensor> Initial)
{
    public int Time => Inputs.Shape[0];

    public int Batch => Inputs.Shape[1];

    /// <summary>Cuts pieces of one step more than the lags, their ends spread over the sequences.</summary>
    /// <exception cref="ArgumentException">There is no sequence.</exception>
    public static WindowBatch Cut(Recurrence recurrence, IReadOnlyList<RecordedSequence> sequences, DiagnosisOptions options)
    {
        ArgumentNullException.ThrowIfNull(recurrence);
        ArgumentNullException.ThrowIfNull(sequences);
        if (sequences.Count == 0)
            throw new ArgumentException($"There is no sequence to look at {recurrence.Name} with; give at least one of two steps or more.", nameof(sequences));
        int ends = (options.Windows + sequences.Count - 1) / sequences.Count;
        Piece[] pieces = [.. sequences.SelectMany(sequence => EndsOf(sequence, options.Lags, ends).Select(end => new Piece(sequence, Math.Max(0, end - options.Lags), end))).Take(options.Windows)];
        Tensor[][] states = [.. pieces.Select(piece => StateBefore(recurrence, piece))];
        Tape tape = Tape.ForInference(threads: 1);
        Tensor[] initial = [.. states[0].Select((_, component) => tape.Concat(0, [.. states.Select(one => one[component])]).Detach())];
        return new WindowBatch(InputsOf(pieces), [.. pieces.Select(static piece => piece.Length)], initial);
    }

    /// <summary>The first steps of rows, from the state 0: one step more than the lags.</summary>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static SequenceBatch Starts(RecordedLayer recorded, DiagnosisOptions options)
    {
        if (recorded.Sequences.Count == 0)
            throw new ArgumentException($"There is no sequence to look at {recorded.Path} with; give at least one of two steps or more.", nameof(recorded));
        Piece[] pieces = [.. recorded.Sequences.Take(options.Windows).Select(row => new Piece(row, 0, Math.Min(options.Lags, row.Inputs.Shape[0] - 1)))];
        return new SequenceBatch(InputsOf(pieces), [.. pieces.Select(static piece => piece.Length)]);
    }

    /// <summary>The last step, and others before it as far as there are enough steps before them.</summary>
    private static IEnumerable<int> EndsOf(RecordedSequence sequence, int lags, int count)
    {
        int last = sequence.Inputs.Shape[0] - 1, room = Math.Max(0, last - lags);
        return Enumerable.Range(0, Math.Min(count, room + 1)).Select(index => last - (int)((long)room * index / Math.Max(1, count - 1)));
    }

    private static Tensor[] StateBefore(Recurrence recurrence, Piece piece)
    {
        if (piece.Start == 0) return [.. piece.Sequence.Initial];
        Tensor before = piece.Sequence.Inputs.Slice(0, piece.Start).Reshape(new Shape(piece.Start, 1, recurrence.InputSize));
        return [.. recurrence.Run(Tape.ForInference(threads: 1), new SequenceBatch(before), piece.Sequence.Initial).Select(static one => one.Detach())];
    }

    private static Tensor InputsOf(Piece[] pieces)
    {
        int time = pieces.Max(static piece => piece.Length), features = pieces[0].Sequence.Inputs.Shape[1];
        var values = new float[time * pieces.Length * features];
        for (int row = 0; row < pieces.Length; row++)
        {
            for (int step = 0; step < pieces[row].Length; step++)
                pieces[row].Sequence.Inputs.At(pieces[row].Start + step).Values.CopyTo(values.AsSpan(((step * pieces.Length) + row) * features));
        }

        return Tensor.FromValues(values, new Shape(time, pieces.Length, features));
    }

    private readonly record struct Piece(RecordedSequence Sequence, int Start, int End)
    {
        public int Length => End - Start + 1;
    }
}
