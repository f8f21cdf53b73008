using System.Collections.Immutable;
using Recurrent.Layers.Attention;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Transformers;

/// <summary>The second half of an encoder–decoder transformer: every step sees the steps before it and all steps of another sequence.</summary>
/// <remarks>
/// Vaswani and others, "Attention is all you need", 2017, section 3.1. The keys of the other sequence are made once (<see cref="Prepare"/>); those of
/// the own steps are the state, so a search reads one step at a time and follows its beams with <see cref="SequenceState.SelectRows"/>. Parameters
/// are named as those of <c>torch.nn.TransformerDecoder</c>.
/// </remarks>
public sealed class TransformerDecoder : Module
{
    private readonly TransformerOptions _options;
    private readonly TransformerStack _stack;

    /// <summary>Makes the layers: Glorot-uniform weights, those that lead back into the sum divided by √(3L), biases 0.</summary>
    /// <param name="options">Sizes, layers, window, positions, dropout; one direction.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <exception cref="ArgumentException">The options ask for two directions, or the width does not suit heads and positions.</exception>
    /// <exception cref="NotSupportedException">An option of recurrent cells is set.</exception>
    public TransformerDecoder(TransformerOptions options, InitializationScope initialization)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = !options.Bidirectional
            ? options
            : throw new ArgumentException("A decoder writes from left to right; set Bidirectional = false.", nameof(options));
        _stack = new TransformerStack(options, hasCross: true, initialization);
        if (_stack.Input is not null)
        {
            AddModule("input", _stack.Input);
        }

        AddModule("layers", new TransformerLayerList(_stack.Layers));
        if (_stack.Norm is not null)
        {
            AddModule("norm", _stack.Norm);
        }
    }

    /// <summary>D of the input <c>[T, B, D]</c>.</summary>
    public int InputSize => _options.InputSize;

    /// <summary>H, the features of the output and of the other sequence.</summary>
    public int OutputSize => _options.HiddenSize;

    /// <summary>What it consists of.</summary>
    internal TransformerStack Stack => _stack;

    /// <summary>Keys and values of the other sequence for every layer.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="memory">The encoder's outputs <c>[S, B, H]</c> with lengths.</param>
    /// <returns>Keys of each layer.</returns>
    /// <exception cref="ArgumentException">The features are not H.</exception>
    public ImmutableArray<AttentionKeys> Prepare(Tape tape, SequenceBatch memory) => [.. _stack.Layers.Select(layer => layer.Cross!.Prepare(tape, memory))];

    /// <summary>Runs over steps.</summary>
    /// <param name="tape">Where results live and are recorded.</param>
    /// <param name="input"><c>[T, B, <see cref="InputSize"/>]</c> with lengths.</param>
    /// <param name="memory">From <see cref="Prepare"/>, of the same B rows; for one step, rows may also be a multiple: those of a sequence next to each other.</param>
    /// <param name="state">The state after the steps before; null at the start.</param>
    /// <returns>Outputs <c>[T, B, H]</c> and the state after each row's last valid step.</returns>
    /// <exception cref="ArgumentException">Features, memory or state do not fit.</exception>
    public SequenceOutput Run(Tape tape, SequenceBatch input, ImmutableArray<AttentionKeys> memory, SequenceState? state = null) =>
        Run(tape, input, memory, state, out _);

    /// <summary>Runs over steps and tells what the last layer looked at.</summary>
    /// <param name="tape">Where results live and are recorded.</param>
    /// <param name="input"><c>[T, B, <see cref="InputSize"/>]</c> with lengths.</param>
    /// <param name="memory">As for <see cref="Run(Tape, SequenceBatch, ImmutableArray{AttentionKeys}, SequenceState?)"/>.</param>
    /// <param name="state">The state after the steps before; null at the start.</param>
    /// <param name="weights">How much every step looks at every step of the other sequence, a mean over heads, as <see cref="MultiHeadAttention.Weights"/> gives them.</param>
    /// <returns>Outputs <c>[T, B, H]</c> and the state after each row's last valid step.</returns>
    /// <exception cref="ArgumentException">Features, memory or state do not fit.</exception>
    public SequenceOutput RunWithWeights(Tape tape, SequenceBatch input, ImmutableArray<AttentionKeys> memory, SequenceState? state, out Tensor weights)
    {
        SequenceOutput output = Run(tape, input, memory, state, out Tensor? asked);
        weights = _stack.Layers[^1].Cross!.Weights(tape, input.With(asked!), memory[^1]);
        return output;
    }

    private SequenceOutput Run(Tape tape, SequenceBatch input, ImmutableArray<AttentionKeys> memory, SequenceState? state, out Tensor? asked)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        return memory.Length == _options.Layers
            ? _stack.Run(tape, input, state, memory, out asked)
            : throw new ArgumentException($"Got keys of {memory.Length} layers, the decoder has {_options.Layers}; make them with Prepare.", nameof(memory));
    }

    /// <summary>The state at the start: no remembered step.</summary>
    /// <param name="batch">B, at least 0.</param>
    /// <returns>Keys and values <c>[L, B, 0, H]</c> and counts <c>[1, B, 2]</c>.</returns>
    public SequenceState ZeroState(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        return TransformerMemory.Zero(_options.Layers, batch, OutputSize);
    }
}
