using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>One network that reads the past of a batch of windows and gives quantiles for each step to come.</summary>
internal abstract class ForecastMember : Module
{
    /// <summary>The network an architecture asks for.</summary>
    public static ForecastMember Create(ForecastArchitecture architecture, InitializationScope initialization) => architecture.Body switch
    {
        ForecastBody.Segments => new SegmentMember(architecture, initialization),
        ForecastBody.Dilated => new DilatedMember(architecture, initialization),
        _ => new StepMember(architecture, initialization),
    };

    /// <summary>Starts the quantiles where those of the base forecast's error are.</summary>
    /// <param name="quantiles">One for each level, in the unit of the targets.</param>
    public abstract void SetBias(ReadOnlySpan<float> quantiles);

    /// <summary>Quantiles of the distance from the base forecast, in the unit of the targets.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="past">Encoder inputs <c>[C, B, E]</c> with lengths.</param>
    /// <param name="ahead">Decoder inputs <c>[H, B, D]</c>.</param>
    /// <returns><c>[H, B, Q]</c>, not sorted.</returns>
    public abstract Tensor Run(Tape tape, SequenceBatch past, Tensor ahead);

    /// <summary>A recurrent layer of the architecture's kind and width.</summary>
    public static SequenceLayer CreateLayer(ForecastArchitecture architecture, int inputs, InitializationScope scope) =>
        SequenceLayers.BuiltIn.Create(
            architecture.Cell,
            new RecurrentOptions
            {
                InputSize = inputs,
                HiddenSize = architecture.Hidden,
                Layers = architecture.Layers,
                Dropout = architecture.Layers > 1 ? architecture.Dropout : 0,
            },
            scope);
}
