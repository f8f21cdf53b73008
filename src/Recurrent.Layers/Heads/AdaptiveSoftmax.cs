using System.Collections.Immutable;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Heads;

/// <summary>A softmax over many classes in clusters by frequency, as <c>torch.nn.AdaptiveLogSoftmaxWithLoss</c>.</summary>
/// <remarks>
/// The head holds the frequent classes and one entry for each cluster of rarer ones; ln p(v) = ln p_head(cluster) + ln p_cluster(v), where each
/// cluster reads a narrower projection of the input. Classes must be numbered from the most to the least frequent. Grave, Joulin, Cissé,
/// Grangier and Jégou, "Efficient softmax approximation for GPUs", 2017.
/// </remarks>
public sealed class AdaptiveSoftmax : Module
{
    private readonly ImmutableArray<int> _ends;
    private readonly Linear _head;
    private readonly Sequential[] _tails;

    /// <summary>Makes the head.</summary>
    /// <param name="inputSize">H, the width of the input.</param>
    /// <param name="classes">V, the number of classes.</param>
    /// <param name="cutoffs">Growing class numbers, below V, at which clusters begin; the first is the size of the frequent part.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <param name="reduction">How many times narrower each cluster's projection is than the one before, above 1; 4 as in PyTorch.</param>
    /// <exception cref="ArgumentException">The cutoffs do not grow, or do not lie between 0 and V.</exception>
    public AdaptiveSoftmax(int inputSize, int classes, ReadOnlySpan<int> cutoffs, InitializationScope initialization, double reduction = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(reduction, 1);
        Check(cutoffs, classes);
        _ends = [.. cutoffs, classes];
        _head = AddModule("head", new Linear(inputSize, cutoffs[0] + cutoffs.Length, initialization.Part("head"), hasBias: false));
        _tails = new Sequential[cutoffs.Length];
        InitializationScope tail = initialization.Part("tail");
        for (int cluster = 0; cluster < _tails.Length; cluster++)
        {
            InitializationScope own = tail.Part($"{cluster}");
            int width = Math.Max(1, (int)(inputSize / Math.Pow(reduction, cluster + 1)));
            _tails[cluster] = new Sequential(
                new Linear(inputSize, width, own.Part("0"), hasBias: false),
                new Linear(width, _ends[cluster + 1] - _ends[cluster], own.Part("1"), hasBias: false));
        }

        AddModule("tail", new Clusters(_tails));
    }

    /// <summary>The frequent classes, and a class for each cluster.</summary>
    internal Linear Head => _head;

    /// <summary>The clusters.</summary>
    internal IReadOnlyList<Sequential> Tails => _tails;

    /// <summary>V, the number of classes.</summary>
    public int Classes => _ends[^1];

    /// <summary>Mean of −ln p(target): only the clusters with a target are computed.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input"><c>[N, H]</c>.</param>
    /// <param name="targets">One class from 0 to V − 1 a row. [N]</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">There is not one target a row, or a target is no class.</exception>
    public Tensor Loss(Tape tape, Tensor input, ReadOnlyMemory<int> targets)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        if (targets.Length != input.Shape[0]) throw new ArgumentException($"Got {targets.Length} targets for {input.Shape}; expected one a row.", nameof(targets));
        var rows = new List<int>[_tails.Length];
        for (int cluster = 0; cluster < rows.Length; cluster++) rows[cluster] = [];
        int[] inHead = new int[targets.Length];
        for (int row = 0; row < inHead.Length; row++)
        {
            int cluster = ClusterOf(targets.Span[row]);
            inHead[row] = cluster < 0 ? targets.Span[row] : _ends[0] + cluster;
            if (cluster >= 0) rows[cluster].Add(row);
        }

        Tensor loss = tape.CrossEntropy(_head.Run(tape, input), inHead);
        for (int cluster = 0; cluster < rows.Length; cluster++)
        {
            if (rows[cluster].Count == 0) continue;
            int[] own = [.. rows[cluster]];
            int[] local = [.. own.Select(row => targets.Span[row] - _ends[cluster])];
            Tensor tail = tape.CrossEntropy(_tails[cluster].Run(tape, tape.SelectRows(input, own)), local);
            loss = tape.Add(loss, tape.Scale(tail, own.Length / (float)targets.Length));
        }

        return loss;
    }

    /// <summary>ln p of every class.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="input"><c>[N, H]</c>.</param>
    /// <returns><c>[N, V]</c>.</returns>
    public Tensor LogProbabilities(Tape tape, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        Tensor head = tape.LogSoftmax(_head.Run(tape, input));
        var parts = new Tensor[_tails.Length + 1];
        parts[0] = tape.Slice(head, -1, 0, _ends[0]);
        for (int cluster = 0; cluster < _tails.Length; cluster++)
        {
            parts[cluster + 1] = tape.Add(tape.LogSoftmax(_tails[cluster].Run(tape, input)), tape.Slice(head, -1, _ends[0] + cluster, 1));
        }

        return tape.Concat(-1, parts);
    }

    /// <summary>The cluster of a class; −1 for those of the head.</summary>
    private int ClusterOf(int target)
    {
        if ((uint)target >= (uint)Classes) throw new ArgumentException($"Target {target} is no class; expected 0 to {Classes - 1}.");
        int cluster = -1;
        while (target >= _ends[cluster + 1]) cluster++;
        return cluster;
    }

    private static void Check(ReadOnlySpan<int> cutoffs, int classes)
    {
        int last = 0;
        bool grows = !cutoffs.IsEmpty;
        foreach (int cutoff in cutoffs)
        {
            grows &= cutoff > last && cutoff < classes;
            last = cutoff;
        }

        if (!grows)
            throw new ArgumentException($"Got the cutoffs {string.Join(", ", cutoffs.ToArray())} for {classes} classes; expected growing numbers between 0 and {classes}.", nameof(cutoffs));
    }

    /// <summary>Gives the clusters' parts PyTorch's names, <c>tail.0.1.weight</c>.</summary>
    private sealed class Clusters : Module
    {
        public Clusters(Sequential[] tails)
        {
            for (int cluster = 0; cluster < tails.Length; cluster++) AddModule($"{cluster}", tails[cluster]);
        }
    }
}
