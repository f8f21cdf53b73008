using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Testing;
using Recurrent.Training.Gradients;

namespace Recurrent.Training.Tests;

public sealed class GradientStepTests
{
    private static readonly float[] Targets = [1, 4, -2, 7, 0.5f];

    [Fact]
    public void Unequal_batches_together_have_the_gradient_of_one_batch_of_all_rows()
    {
        float whole = GradientOf(5), parts = GradientOf(2);
        Assert.NotEqual(0, whole);
        Assert.Equal(whole, parts, 1e-5f);
    }

    [Fact]
    public void A_batch_without_weight_is_refused_by_number() =>
        Assert.Contains("Batch 0", Assert.Throws<InvalidOperationException>(() => GradientOf(0)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_warm_training_step_takes_little_from_the_managed_heap()
    {
        var model = new CrashHost.SampleModel(seed: 3);
        var job = new CrashHost.SampleJob(model);
        int batches = job.BeginEpoch(0, new RandomSource(1).Stream("epoch"));
        Tape tape = Tape.ForTraining(new RandomSource(1).Stream("step"), threads: 1);
        var step = new GradientStep(tape, [.. model.Parameters().Select(named => named.Parameter)], new LocalReducer(), 1);
        for (int batch = 0; batch < 3 * batches; batch++)
            step.Compute(job, batch % batches, (batch % batches) + 1);
        long bytes = Allocations.Least(() =>
        {
            for (int batch = 0; batch < batches; batch++)
                step.Compute(job, batch, batch + 1);
        });
        Assert.InRange(bytes / batches, 0, 16 << 10);
    }

    private static float GradientOf(int batchSize)
    {
        var model = new Vectors(("w", new Shape(1)));
        var job = new MeanJob(model["w"], batchSize);
        int batches = job.BeginEpoch(0, default);
        var step = new GradientStep(Tape.ForTraining(default, threads: 1), [model["w"]], new LocalReducer(), batches);
        step.Compute(job, 0, batches);
        return model["w"].Gradient[0];
    }

    /// <summary>mean (w − target)² over consecutive targets.</summary>
    private sealed class MeanJob(Parameter weight, int batchSize) : ITrainingJob
    {
        public int BeginEpoch(int epoch, RandomStream random) => batchSize == 0 ? 1 : (Targets.Length + batchSize - 1) / batchSize;

        public BatchLoss Loss(Tape tape, int batch)
        {
            float[] targets = batchSize == 0 ? Targets : [.. Targets.Skip(batch * batchSize).Take(batchSize)];
            Tensor error = tape.Square(tape.Subtract(tape.BroadcastTo(weight, new Shape(targets.Length)), tape.Constant(targets, new Shape(targets.Length))));
            return new BatchLoss(tape.Mean(error), batchSize == 0 ? 0 : targets.Length);
        }
    }
}
