using Recurrent.Tensors.Random;

namespace Recurrent.Text.Generation;

/// <summary>Draws one token after the other.</summary>
internal sealed class TokenSampler
{
    private readonly SamplingOptions _options;
    private readonly Queue<int> _last = new();
    private readonly int[] _tokens;
    private readonly double[] _weights;
    private RandomStream _random;

    /// <param name="options">How to draw.</param>
    /// <param name="vocabulary">V, the number of tokens.</param>
    public TokenSampler(SamplingOptions options, int vocabulary)
    {
        (_options, _tokens, _weights) = (options, new int[vocabulary], new double[vocabulary]);
        _random = new RandomSource(options.Seed).Stream("sampling");
    }

    /// <summary>Tells of a token that came without being drawn, such as those of the prompt.</summary>
    public void Read(int token)
    {
        _last.Enqueue(token);
        if (_last.Count > _options.RepetitionWindow) _last.Dequeue();
    }

    /// <summary>Draws the next token.</summary>
    /// <param name="logProbabilities">ln p of every token; −∞ for those that must not be drawn. [V]</param>
    public int Next(ReadOnlySpan<float> logProbabilities)
    {
        for (var token = 0; token < _tokens.Length; token++) (_tokens[token], _weights[token]) = (token, logProbabilities[token]);
        if (_options.RepetitionPenalty > 1)
            foreach (var token in _last.Distinct()) _weights[token] *= _options.RepetitionPenalty;
        var chosen = _options.Temperature == 0 ? MostProbable() : Draw(Weigh());
        Read(chosen);
        return chosen;
    }

    private int MostProbable()
    {
        var best = 0;
        for (var token = 1; token < _weights.Length; token++) if (_weights[token] > _weights[best]) best = token;
        return best;
    }

    /// <summary>Turns logarithms into weights, the most probable 1, and leaves those out that top-k and top-p do.</summary>
    /// <returns>How many tokens are drawn from; they stand first.</returns>
    private int Weigh()
    {
        var highest = _weights.Max();
        for (var index = 0; index < _weights.Length; index++) _weights[index] = Math.Exp((_weights[index] - highest) / _options.Temperature);
        if (_options.TopK is null && _options.TopP >= 1) return _weights.Length;

        // Equal weights keep the order of their numbers, so that the draw depends on nothing else.
        Array.Sort(_tokens, (one, other) => _weights[other].CompareTo(_weights[one]) is var order and not 0 ? order : one.CompareTo(other));
        Array.Sort(_weights, static (one, other) => other.CompareTo(one));
        var count = Math.Min(_options.TopK ?? _weights.Length, _weights.Length);
        var enough = _options.TopP * _weights.Sum();
        var sum = 0.0;
        for (var index = 0; index < count; index++)
        {
            sum += _weights[index];
            if (sum >= enough) return index + 1;
        }
        return count;
    }

    private int Draw(int count)
    {
        Span<float> uniform = stackalloc float[1];
        _random.FillUniform(uniform);
        _random = _random.Advance(1);
        var sum = 0.0;
        foreach (var weight in _weights.AsSpan(0, count)) sum += weight;
        var place = uniform[0] * sum;
        for (var index = 0; index < count; index++)
        {
            place -= _weights[index];
            if (place < 0) return _tokens[index];
        }

        // Rounding has carried the place past the end: the last that can be drawn is meant.
        return _tokens[Array.FindLastIndex(_weights, count - 1, static weight => weight > 0)];
    }
}
