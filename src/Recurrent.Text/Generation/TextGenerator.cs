using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Text.Generation;

/// <summary>Writes one text with a language model, over a stream of its layers.</summary>
/// <param name="state">The model.</param>
/// <param name="options">How to draw, and when to stop.</param>
internal sealed class TextGenerator(LanguageModelState state, SamplingOptions options)
{
    private readonly SequenceStream _stream = state.Network.Layers.OpenStream();
    private readonly TokenSampler _sampler = new(options, state.Architecture.Tokens);
    private readonly TextAssembler _assembler = new(state);
    private readonly Tape _tape = Tape.ForInference();
    private readonly float[] _logProbabilities = new float[state.Architecture.Tokens];
    private readonly int[] _excluded =
    [
        .. state.Tokenizer.UnknownNumber is { } unknown ? [unknown] : Array.Empty<int>(),
        .. state.Encoder.ReadsLines ? Array.Empty<int>() : [state.Encoder.Boundary],
    ];

    public IEnumerable<string> Run(string prompt, CancellationToken cancellation)
    {
        var token = ReadPrompt(prompt);
        var filter = new StopFilter(options.StopStrings);
        for (var count = 0; count < options.Length && !filter.IsStopped && !cancellation.IsCancellationRequested; count++)
        {
            token = Next(token);
            if (filter.Next(_assembler.Next(token)) is { Length: > 0 } text) yield return text;
        }
        if (filter.Rest() is { Length: > 0 } rest) yield return rest;
    }

    /// <summary>Reads all of the prompt but its last token, which is the first that <see cref="Next"/> reads.</summary>
    private int ReadPrompt(string prompt)
    {
        _assembler.Read(prompt);
        int[] tokens = [state.Encoder.Boundary, .. state.Encoder.Encode(prompt)];
        foreach (var token in tokens.AsSpan(1)) _sampler.Read(token);
        foreach (var token in tokens.AsSpan(0, tokens.Length - 1)) _stream.Step(state.Network.VectorOf(token));
        return tokens[^1];
    }

    private int Next(int token)
    {
        _tape.Reset();
        var output = _stream.Step(state.Network.VectorOf(token));
        state.Network.LogProbabilities(_tape, _tape.Constant(output, new Shape(1, output.Length))).Values.CopyTo(_logProbabilities);
        foreach (var excluded in _excluded) _logProbabilities[excluded] = float.NegativeInfinity;
        return _sampler.Next(_logProbabilities);
    }
}
