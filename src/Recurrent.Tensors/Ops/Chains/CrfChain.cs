using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Ops.Chains;

/// <summary>Sums and maxima over all tag paths of one sequence, in log space and double precision: −∞ (forbidden) is an ordinary score.</summary>
internal readonly ref struct CrfChain
{
    private readonly ReadOnlySpan<float> _emissions;
    private readonly ReadOnlySpan<float> _transitions;
    private readonly ReadOnlySpan<float> _start;
    private readonly ReadOnlySpan<float> _end;
    private readonly int _batch;

    public CrfChain(SequenceBatch emissions, CrfWeights weights)
    {
        _emissions = emissions.Values.Values;
        _transitions = weights.Transitions.Values;
        _start = weights.Start.Values;
        _end = weights.End.Values;
        _batch = emissions.Batch;
        Tags = weights.Tags;
    }

    /// <summary>K.</summary>
    public int Tags { get; }

    /// <summary>The scores of leaving a tag. [K]</summary>
    public ReadOnlySpan<float> From(int tag) => _transitions.Slice(tag * Tags, Tags);

    /// <summary>The emissions of a step. [K]</summary>
    public ReadOnlySpan<float> Emissions(int row, int step) => _emissions.Slice(((step * _batch) + row) * Tags, Tags);

    /// <summary>The score of one path: start, emissions, transitions and end.</summary>
    /// <param name="row">The sequence.</param>
    /// <param name="length">Its steps, at least 1.</param>
    /// <param name="tags">The path of every row, <c>[T, B]</c>.</param>
    public double Score(int row, int length, ReadOnlySpan<int> tags)
    {
        int tag = tags[row];
        double score = (double)_start[tag] + Emissions(row, 0)[tag];
        for (int step = 1; step < length; step++)
        {
            int next = tags[(step * _batch) + row];
            score += (double)From(tag)[next] + Emissions(row, step)[next];
            tag = next;
        }

        return score + _end[tag];
    }

    /// <summary>α: the log of the summed scores of all paths up to a step that end in a tag.</summary>
    /// <param name="row">The sequence.</param>
    /// <param name="length">Its steps, at least 1.</param>
    /// <param name="alphas">Receives α, <c>[length, K]</c>.</param>
    /// <returns>ln Z, the log of the summed scores of all paths.</returns>
    public double Forward(int row, int length, Span<double> alphas)
    {
        ReadOnlySpan<float> emissions = Emissions(row, 0);
        for (int tag = 0; tag < Tags; tag++)
        {
            alphas[tag] = (double)_start[tag] + emissions[tag];
        }

        for (int step = 1; step < length; step++)
        {
            Advance(alphas.Slice((step - 1) * Tags, Tags), Emissions(row, step), alphas.Slice(step * Tags, Tags));
        }

        return Total(alphas.Slice((length - 1) * Tags, Tags), _end, stride: 1);
    }

    /// <summary>β of the last step: the scores of ending.</summary>
    public void Ending(Span<double> betas)
    {
        for (int tag = 0; tag < Tags; tag++)
        {
            betas[tag] = _end[tag];
        }
    }

    /// <summary>β of a step from that of the next one, and which tag follows which.</summary>
    /// <param name="emissions">Of the next step.</param>
    /// <param name="next">β of the next step.</param>
    /// <param name="betas">Receives β.</param>
    /// <param name="following">Receives the probability of each next tag given each tag, <c>[K, K]</c>; 0 after a tag that nothing can follow.</param>
    public void Retreat(ReadOnlySpan<float> emissions, ReadOnlySpan<double> next, Span<double> betas, Span<double> following)
    {
        for (int tag = 0; tag < Tags; tag++)
        {
            ReadOnlySpan<float> scores = From(tag);
            Span<double> row = following.Slice(tag * Tags, Tags);
            double largest = double.NegativeInfinity;
            for (int other = 0; other < Tags; other++)
            {
                row[other] = (double)scores[other] + emissions[other] + next[other];
                largest = Math.Max(largest, row[other]);
            }

            double sum = 0;
            for (int other = 0; other < Tags; other++)
            {
                row[other] = largest > double.NegativeInfinity ? Math.Exp(row[other] - largest) : 0;
                sum += row[other];
            }

            betas[tag] = largest + Math.Log(sum);
            for (int other = 0; other < Tags && sum > 0; other++)
            {
                row[other] /= sum;
            }
        }
    }

    /// <summary>The best path (Viterbi, 1967).</summary>
    /// <param name="row">The sequence.</param>
    /// <param name="length">Its steps, at least 1.</param>
    /// <param name="path">Receives the tags; of equal paths the one with the smallest tag at the last place where they differ.</param>
    /// <returns>Its score; −∞ when every path is forbidden.</returns>
    public double Best(int row, int length, Span<int> path)
    {
        var (before, after) = (new double[Tags], new double[Tags]);
        int[] from = new int[length * Tags];
        for (int tag = 0; tag < Tags; tag++)
        {
            before[tag] = (double)_start[tag] + Emissions(row, 0)[tag];
        }

        for (int step = 1; step < length; step++)
        {
            Extend(before, Emissions(row, step), after, from.AsSpan(step * Tags, Tags));
            (before, after) = (after, before);
        }

        int best = 0;
        for (int tag = 0; tag < Tags; tag++)
        {
            before[tag] += _end[tag];
            best = before[tag] > before[best] ? tag : best;
        }

        double score = before[best];
        for (int step = length - 1; step >= 0; step--)
        {
            path[step] = best;
            best = from[(step * Tags) + best];
        }

        return score;
    }

    private void Advance(ReadOnlySpan<double> before, ReadOnlySpan<float> emissions, Span<double> after)
    {
        for (int tag = 0; tag < Tags; tag++)
        {
            after[tag] = Total(before, _transitions[tag..], stride: Tags) + emissions[tag];
        }
    }

    /// <summary>ln Σ exp(before + scores), the largest taken out of the sum; −∞ when every term is forbidden.</summary>
    private static double Total(ReadOnlySpan<double> before, ReadOnlySpan<float> scores, int stride)
    {
        double largest = double.NegativeInfinity;
        for (int tag = 0; tag < before.Length; tag++)
        {
            largest = Math.Max(largest, before[tag] + scores[tag * stride]);
        }

        double sum = 0;
        for (int tag = 0; tag < before.Length && largest > double.NegativeInfinity; tag++)
        {
            sum += Math.Exp(before[tag] + scores[tag * stride] - largest);
        }

        return largest + Math.Log(sum);
    }

    private void Extend(ReadOnlySpan<double> before, ReadOnlySpan<float> emissions, Span<double> after, Span<int> from)
    {
        after.Fill(double.NegativeInfinity);
        from.Clear();
        for (int tag = 0; tag < Tags; tag++)
        {
            ReadOnlySpan<float> scores = From(tag);
            for (int next = 0; next < Tags; next++)
            {
                double score = before[tag] + scores[next];
                if (score > after[next])
                {
                    (after[next], from[next]) = (score, tag);
                }
            }
        }

        for (int next = 0; next < Tags; next++)
        {
            after[next] += emissions[next];
        }
    }
}
