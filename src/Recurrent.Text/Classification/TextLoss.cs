using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Text.Classification;

/// <summary>What training makes small: the cross-entropy of the class, or of every label by itself.</summary>
internal sealed class TextLoss
{
    /// <summary>A label that is rarer than this counts no more, or a few texts would decide everything.</summary>
    private const double DearestMiss = 20;
    private readonly bool _multiLabel;
    private readonly int _classes;
    private readonly float _smoothing;
    private readonly float[]? _weights;
    private readonly CrossEntropyOptions _plain;

    public TextLoss(TextPlan plan, IReadOnlyList<int[]> targets)
    {
        (_multiLabel, _classes, _smoothing) = (plan.MultiLabel, plan.Labels.Length, (float)plan.Options.LabelSmoothing);
        if (plan.Options.ClassWeights == ClassWeighting.Balanced) _weights = Weights(targets);
        _plain = new CrossEntropyOptions { LabelSmoothing = _smoothing };
    }

    /// <summary>The mean loss of a batch.</summary>
    /// <param name="tape">Where it lives.</param>
    /// <param name="logits">Scores, <c>[B, C]</c>.</param>
    /// <param name="targets">Classes of each text.</param>
    public Tensor Of(Tape tape, Tensor logits, int[][] targets)
    {
        var weights = _weights is null ? null : tape.Constant(_weights, new Shape(_classes));
        if (!_multiLabel)
            return tape.CrossEntropy(logits, (int[])[.. targets.Select(static one => one[0])], weights is null ? _plain : _plain with { ClassWeights = weights });
        var answers = new float[targets.Length * _classes];
        Array.Fill(answers, _smoothing / 2);
        for (var row = 0; row < targets.Length; row++)
            foreach (var one in targets[row]) answers[(row * _classes) + one] = 1 - (_smoothing / 2);
        return tape.BinaryCrossEntropyWithLogits(logits, tape.Constant(answers, logits.Shape), positiveWeight: weights);
    }

    private float[] Weights(IReadOnlyList<int[]> targets)
    {
        var counts = new int[_classes];
        foreach (var target in targets)
            foreach (var one in target) counts[one]++;
        return [.. counts.Select(count => (float)(_multiLabel
            ? Math.Clamp((targets.Count - count) / Math.Max(1.0, count), 1 / DearestMiss, DearestMiss)
            : targets.Count / (_classes * Math.Max(1.0, count))))];
    }
}
