using System.Collections.Immutable;
using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Onnx.Import.Operators.Recurrent;

/// <summary>Runs a direction through the library's own ops.</summary>
internal static class FusedRecurrence
{
    /// <summary>Runs one direction.</summary>
    public static void Run(OperatorCall call, RecurrentNode node, int direction, RecurrentResult result)
    {
        Tape tape = call.Run.Tape;
        RecurrentWeights weights = FusedWeights.Of(call, node, direction);
        var input = new SequenceBatch(node.Input.AsTensor(new Shape(node.Input.Axes)), ImmutableArray.Create(node.Lengths));
        Tensor? hidden = StateOf(node.InitialHidden, node, direction);
        SequenceDirection order = node.IsReverse[direction] ? SequenceDirection.Reverse : SequenceDirection.Forward;
        switch (node.Kind)
        {
            case RecurrentKind.Lstm:
                LstmSequenceResult lstm = tape.LstmSequence(input, weights, hidden, StateOf(node.InitialCell, node, direction), order);
                Keep(lstm.Cell, result.Cell, node, direction);
                Keep(lstm.Outputs, lstm.Hidden, node, direction, result);
                break;
            case RecurrentKind.Gru:
                RecurrentSequenceResult gru = tape.GruSequence(input, weights, hidden, order, node.ResetsAfter ? GruReset.AfterProduct : GruReset.BeforeProduct);
                Keep(gru.Outputs, gru.Hidden, node, direction, result);
                break;
            default:
                RecurrentSequenceResult rnn = tape.RnnSequence(input, weights, hidden, node.Activations.Rnn(direction), order);
                Keep(rnn.Outputs, rnn.Hidden, node, direction, result);
                break;
        }

        tape.Reset();
    }

    private static Tensor? StateOf(OnnxData? states, RecurrentNode node, int direction)
    {
        int size = node.Batch * node.Hidden;
        return states is null ? null : Tensor.FromValues(states.Span<float>().Slice(direction * size, size), new Shape(node.Batch, node.Hidden));
    }

    private static void Keep(Tensor outputs, Tensor hidden, RecurrentNode node, int direction, RecurrentResult result)
    {
        Keep(hidden, result.Hidden, node, direction);
        int size = node.Batch * node.Hidden;
        Span<float> destination = result.Outputs.Writable<float>();
        for (int step = 0; step < node.Time; step++)
        {
            outputs.Values.Slice(step * size, size).CopyTo(destination[(((step * node.Directions) + direction) * size)..]);
        }
    }

    private static void Keep(Tensor state, OnnxData destination, RecurrentNode node, int direction)
    {
        Span<float> rows = destination.Writable<float>()[(direction * state.Values.Length)..];
        for (int row = 0; row < node.Batch; row++)
        {
            if (node.Lengths[row] > 0)
            {
                state.Values.Slice(row * node.Hidden, node.Hidden).CopyTo(rows[(row * node.Hidden)..]);
            }
        }
    }
}
