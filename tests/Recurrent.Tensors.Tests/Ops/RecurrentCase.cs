using System.Collections.Immutable;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Tests.Ops;

/// <summary>One recurrence under test: cell, sizes, lengths and which optional tensors are given.</summary>
internal sealed record RecurrentCase(TestedCell Cell, int Time, int Batch, int Inputs, int Hidden)
{
    public ImmutableArray<int> Lengths { get; init; }

    public bool IsReverse { get; init; }

    public bool HasBiases { get; init; } = true;

    public bool HasStart { get; init; } = true;

    public Recomputation Recomputation { get; init; }

    public int Gates => Cell switch { TestedCell.Lstm => 4, TestedCell.Gru or TestedCell.GruResetBefore => 3, _ => 1 };

    public int States => Cell == TestedCell.Lstm ? 2 : 1;

    public int LengthOf(int row) => Lengths.IsDefault ? Time : Lengths[row];

    /// <summary>The shapes of the tensors in the order: input, W, R, biases, initial states; absent ones left out.</summary>
    public List<Shape> Shapes()
    {
        List<Shape> shapes = [new(Time, Batch, Inputs), new(Gates * Hidden, Inputs), new(Gates * Hidden, Hidden)];
        if (HasBiases)
        {
            shapes.AddRange([new(Gates * Hidden), new(Gates * Hidden)]);
        }

        for (int state = 0; HasStart && state < States; state++)
        {
            shapes.Add(new(Batch, Hidden));
        }

        return shapes;
    }

    /// <summary>Names the values given in the order of <see cref="Shapes"/>.</summary>
    public RecurrentValues Name(double[][] values)
    {
        int start = HasBiases ? 5 : 3;
        return new(
            values[0],
            values[1],
            values[2],
            HasBiases ? values[3] : [],
            HasBiases ? values[4] : [],
            HasStart ? values[start] : [],
            HasStart && States > 1 ? values[start + 1] : []);
    }

    /// <summary>Runs the op on tensors in the order of <see cref="Shapes"/>: outputs, final h and, for an LSTM, final c.</summary>
    public Tensor[] Run(Tape tape, Tensor[] tensors)
    {
        var input = new SequenceBatch(tensors[0], Lengths);
        var weights = new RecurrentWeights(tensors[1], tensors[2], HasBiases ? tensors[3] : null, HasBiases ? tensors[4] : null);
        int start = HasBiases ? 5 : 3;
        Tensor? hidden = HasStart ? tensors[start] : null, cell = HasStart && States > 1 ? tensors[start + 1] : null;
        SequenceDirection direction = IsReverse ? SequenceDirection.Reverse : SequenceDirection.Forward;
        switch (Cell)
        {
            case TestedCell.Lstm:
                LstmSequenceResult lstm = tape.LstmSequence(input, weights, hidden, cell, direction, Recomputation);
                return [lstm.Outputs, lstm.Hidden, lstm.Cell];
            case TestedCell.Gru or TestedCell.GruResetBefore:
                GruReset reset = Cell == TestedCell.Gru ? GruReset.AfterProduct : GruReset.BeforeProduct;
                RecurrentSequenceResult gru = tape.GruSequence(input, weights, hidden, direction, reset, Recomputation);
                return [gru.Outputs, gru.Hidden];
            default:
                RnnActivation activation = Cell == TestedCell.RnnRelu ? RnnActivation.Relu : RnnActivation.Tanh;
                RecurrentSequenceResult rnn = tape.RnnSequence(input, weights, hidden, activation, direction, Recomputation);
                return [rnn.Outputs, rnn.Hidden];
        }
    }
}
