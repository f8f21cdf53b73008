namespace Recurrent.Text.Translation.Decoding;

/// <summary>A hypothesis on its way: its last token and what stands before.</summary>
internal sealed class Trail
{
    private readonly Trail? _before;
    private readonly int _token;
    private readonly float[] _weights;

    /// <summary>The start of a sentence.</summary>
    public Trail() => _weights = [];

    /// <summary>A hypothesis with one token more.</summary>
    /// <param name="before">What stands before.</param>
    /// <param name="token">The token.</param>
    /// <param name="logProbability">ln p of all tokens so far.</param>
    /// <param name="weights">What was looked at when it was written; empty when it is not kept.</param>
    public Trail(Trail before, int token, double logProbability, float[] weights)
    {
        (_before, _token, LogProbability, _weights) = (before, token, logProbability, weights);
        Length = before.Length + 1;
    }

    /// <summary>T, how many tokens there are.</summary>
    public int Length { get; }

    public double LogProbability { get; }

    /// <summary>Token numbers in order. [T]</summary>
    public int[] Tokens()
    {
        var tokens = new int[Length];
        for (var one = this; one._before is not null; one = one._before) tokens[one.Length - 1] = one._token;
        return tokens;
    }

    /// <summary>What was looked at, row-major <c>[T, S]</c>.</summary>
    public float[] Attention()
    {
        var all = new float[Length * _weights.Length];
        for (var one = this; one._before is not null; one = one._before) one._weights.CopyTo(all, (one.Length - 1) * _weights.Length);
        return all;
    }

    /// <summary>Adds up how much every source token was looked at.</summary>
    public void AddLooks(double[] sums)
    {
        for (var one = this; one._before is not null; one = one._before)
            for (var place = 0; place < one._weights.Length; place++) sums[place] += one._weights[place];
    }
}
