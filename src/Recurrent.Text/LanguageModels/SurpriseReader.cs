using Recurrent.Tensors.Autograd;
using Recurrent.Text.Generation;

namespace Recurrent.Text.LanguageModels;

/// <summary>Finds how little a model foresaw each token of a text.</summary>
internal static class SurpriseReader
{
    private const int Window = 64;

    public static IReadOnlyList<TokenSurprise> Read(LanguageModelState model, string text)
    {
        int[] tokens = [model.Encoder.Boundary, .. model.Encoder.Encode(text)];
        var (tape, assembler) = (Tape.ForInference(), new TextAssembler(model));
        var surprises = new List<TokenSurprise>(tokens.Length);
        var state = new CarriedState();
        for (var start = 0; start < tokens.Length - 1; start += Window)
        {
            tape.Reset();
            var length = Math.Min(Window, tokens.Length - 1 - start);
            var (probabilities, last) = model.Network.LogProbabilities(tape, new TokenGrid(tokens.AsMemory(start, length), 1), state.Current);
            for (var step = 0; step < length; step++)
            {
                var token = tokens[start + step + 1];
                surprises.Add(new TokenSurprise(assembler.Next(token), -probabilities.Values[(step * model.Architecture.Tokens) + token]));
            }
            state.Take(last);
        }
        return surprises;
    }
}
