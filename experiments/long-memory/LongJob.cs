using System.Collections.Immutable;
using LongMemory.Tasks;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Training;

namespace LongMemory;

/// <summary>New sequences at every step; looks at sequences of its own every so many steps, which make an epoch.</summary>
internal sealed class LongJob(LongTask task, LongNetwork network, LongSettings settings) : ITrainingJob
{
    private readonly RandomSource _random = new(settings.Seed);
    private readonly LengthCourse _course = new(task, settings);
    private int _epoch;

    public bool HigherIsBetter => task.Measure == "accuracy";

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _epoch = epoch;
        return settings.Look;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        LongBatch drawn = _course.Present.Draw(_random.Stream("batch", (ulong)((_epoch * settings.Look) + batch)), settings.Batch);
        return new BatchLoss(LossOf(tape, network.Run(tape, drawn), drawn));
    }

    /// <summary>Scores at the present length; while that is a short one, no weights count as the best.</summary>
    public Evaluation? Validate(Tape tape)
    {
        double score = Score(tape, _course.Validation)["score"];
        ImmutableDictionary<string, double> metrics = ImmutableDictionary<string, double>.Empty.Add("score", score).Add("length", _course.Present.Time);
        bool isShort = _course.MayGoOn(_epoch);
        if (isShort && IsLearnt(score, _course.Present.Learnt)) _course.GoOn();
        return new Evaluation(isShort ? (HigherIsBetter ? -1 : double.MaxValue) : score) { Metrics = metrics };
    }

    /// <summary>The score over the scored steps of all batches, and the loss of all answered steps as "all_steps".</summary>
    public ImmutableDictionary<string, double> Score(Tape tape, IReadOnlyList<LongBatch> batches)
    {
        double score = 0, all = 0;
        int rows = batches.Sum(batch => batch.Rows);
        foreach (LongBatch batch in batches)
        {
            Tensor outputs = network.Run(tape, batch);
            all += (double)batch.Rows / rows * LossOf(tape, outputs, batch).ToScalar();
            score += (double)batch.Rows / rows * AnswerScore.Of(task, outputs, batch);
            tape.Reset();
        }

        return ImmutableDictionary<string, double>.Empty.Add("score", score).Add("all_steps", all);
    }

    /// <summary>Whether a score is as good as another.</summary>
    public bool IsLearnt(double score, double wanted) => HigherIsBetter ? score >= wanted : score <= wanted;

    private Tensor LossOf(Tape tape, Tensor outputs, LongBatch batch) => task.Classes == 0
        ? tape.MeanSquaredError(outputs, tape.Constant(batch.Answers, outputs.Shape))
        : tape.CrossEntropy(outputs, batch.Classes);
}
