using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Xunit;

namespace Recurrent.Testing;

/// <summary>What every module keeps; one <see cref="LayerClause"/> is one test.</summary>
/// <typeparam name="TModule">The module's type.</typeparam>
public sealed class LayerContract<TModule> : ILayerContract
    where TModule : Module
{
    /// <summary>Makes the module.</summary>
    public required Func<InitializationScope, TModule> Create { get; init; }

    /// <summary>Runs the module on inputs that are the same at every call.</summary>
    public required Func<TModule, Tape, Tensor> Run { get; init; }

    /// <summary>The shape that <see cref="Run"/> gives.</summary>
    public required Shape OutputShape { get; init; }

    /// <inheritdoc/>
    public void Check(LayerClause clause)
    {
        Action check = clause switch
        {
            LayerClause.OutputHasItsShape => OutputHasItsShape,
            LayerClause.ParameterNamesAreUnique => ParameterNamesAreUnique,
            LayerClause.ParametersRoundTrip => ParametersRoundTrip,
            LayerClause.SameSeedGivesTheSameBits => SameSeedGivesTheSameBits,
            LayerClause.GradientReachesEveryParameter => GradientReachesEveryParameter,
            _ => throw new ArgumentOutOfRangeException(nameof(clause), clause, "Unknown clause."),
        };
        check();
    }

    private static Tape Inference() => Tape.ForInference(threads: 1);

    private static Tape Training() => Tape.ForTraining(new RandomSource(3).Stream("dropout"), threads: 1);

    private TModule Make(ulong seed) => Create(new RandomSource(seed));

    private void OutputHasItsShape() => Assert.Equal(OutputShape, Run(Make(1), Inference()).Shape);

    private void ParameterNamesAreUnique()
    {
        string[] names = [.. Make(1).Parameters().Select(parameter => parameter.Name)];
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
    }

    private void ParametersRoundTrip()
    {
        TModule source = Make(1), target = Make(2);
        target.LoadParameters(source.Parameters().ToDictionary(parameter => parameter.Name, parameter => parameter.Parameter.Detach()));
        Close.Absolute("output", Run(source, Inference()), Run(target, Inference()), tolerance: 0);
    }

    private void SameSeedGivesTheSameBits()
    {
        Close.Absolute("inference", Run(Make(1), Inference()), Run(Make(1), Inference()), tolerance: 0);
        Close.Absolute("training", Run(Make(1), Training()), Run(Make(1), Training()), tolerance: 0);
    }

    private void GradientReachesEveryParameter()
    {
        TModule module = Make(1);
        if (!module.Parameters().Any())
        {
            return;
        }

        var tape = Tape.ForGradients(threads: 1);
        tape.Backward(Run(module, tape), SampleTensors.Normal("upstream", OutputShape).Values);
        foreach ((string name, Parameter parameter) in module.Parameters())
        {
            Assert.True(parameter.Gradient.ContainsAnyExcept(0f), $"no gradient reached {name}");
        }

        module.ZeroGradients();
        Assert.All(module.Parameters(), named => Assert.False(named.Parameter.Gradient.ContainsAnyExcept(0f), $"ZeroGradients left {named.Name}"));
    }
}
