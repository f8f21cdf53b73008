using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>A network that learns from pieces of the training rows.</summary>
internal interface IDetectorNetwork
{
    /// <summary>Mean loss over some pieces of equal length.</summary>
    Tensor Loss(Tape tape, IReadOnlyList<Segment> segments, int length);
}
