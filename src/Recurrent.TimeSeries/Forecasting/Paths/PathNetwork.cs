using System.Globalization;
using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.TimeSeries.Forecasting.Paths.Likelihoods;

namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>Several networks that differ in their first weights; each draws its share of the paths, so that the forecast is their mixture.</summary>
internal sealed class PathNetwork : Module
{
    public PathNetwork(ForecastArchitecture architecture, InitializationScope initialization)
    {
        Likelihood = Likelihood.Of(architecture.Head);
        Members =
        [
            .. Enumerable.Range(0, architecture.Members).Select(index => index.ToString(CultureInfo.InvariantCulture))
                .Select(name => AddModule(name, new PathMember(architecture, Likelihood.Outputs, initialization.Part(name)))),
        ];
    }

    public Likelihood Likelihood { get; }

    public PathMember[] Members { get; }

    public void SetBias(ReadOnlySpan<float> errors)
    {
        var outputs = Likelihood.FirstOutputs(errors);
        foreach (var member in Members) member.SetBias(outputs);
    }

    /// <summary>The sum of the members' mean negative log-likelihoods; each member learns as if it were alone.</summary>
    public Tensor Loss(Tape tape, PathBatch batch)
    {
        var (steps, truth) = (batch.Inputs(tape), batch.Targets(tape));
        Tensor? sum = null;
        foreach (var member in Members)
        {
            var loss = Likelihood.Loss(tape, member.Run(tape, steps), truth);
            sum = sum is null ? loss : tape.Add(sum, loss);
        }
        return sum!;
    }
}
