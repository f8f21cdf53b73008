using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Training;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>Pieces drawn at random, and the loss on the pieces kept apart.</summary>
internal sealed class DetectorJob(IDetectorNetwork network, SegmentPlan plan, int length) : ITrainingJob
{
    public const int StepsPerEpoch = 25;
    private const int Rows = 16;
    private float[] _draws = [];

    public int BeginEpoch(int epoch, RandomStream random)
    {
        _draws = new float[StepsPerEpoch * Rows];
        random.FillUniform(_draws);
        return StepsPerEpoch;
    }

    public BatchLoss Loss(Tape tape, int batch)
    {
        var segments = new Segment[Rows];
        for (var row = 0; row < Rows; row++) segments[row] = plan.At(_draws[(batch * Rows) + row]);
        return new BatchLoss(network.Loss(tape, segments, length));
    }

    public Evaluation? Validate(Tape tape)
    {
        if (plan.Validation.Length == 0) return null;
        var sum = 0.0;
        foreach (var part in plan.Validation.Chunk(Rows))
        {
            tape.Reset();
            sum += network.Loss(tape, part, length).ToScalar() * part.Length;
        }
        tape.Reset();
        return new Evaluation(sum / plan.Validation.Length);
    }
}
