using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Testing;
using Recurrent.Training.Optimizers;

namespace Recurrent.Training.Tests.Optimizers;

/// <summary>Ten steps of every optimiser against libtorch's numbers in double precision.</summary>
public sealed class OptimizerGoldenTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Fixtures => [.. Golden.Names("optimizer")];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Trajectory_equals_the_reference_within_1e_5(string name)
    {
        var golden = Golden.Load(name);
        float[] curvature = golden.Floats("curvature"), ripple = golden.Floats("ripple");
        var model = new Vectors(("w", new Shape(3, 4)));
        Parameter parameter = model["w"];
        golden.Floats("initial").CopyTo(parameter.BeginUpdate());
        Optimizer optimizer = Make(golden, ParameterGroup.All(model));
        double[] expected = golden.Doubles("parameters");
        int steps = golden.IntegerOption("steps"), width = parameter.Shape.Length;
        for (int step = 0; step < steps; step++)
        {
            for (int index = 0; index < width; index++)
            {
                double value = parameter.Values[index];
                parameter.MutableGradient[index] = (float)((curvature[index] * value) + (ripple[index] * Math.Cos(value)));
            }

            optimizer.Step();
            for (int index = 0; index < width; index++)
            {
                double reference = expected[(step * width) + index];
                Assert.True(
                    Math.Abs(parameter.Values[index] - reference) <= Tolerance * Math.Max(1, Math.Abs(reference)),
                    $"{name}, step {step + 1}, element {index}: {parameter.Values[index]:R}, expected {reference:R}");
            }
        }
    }

    private static Optimizer Make(Golden golden, ImmutableArray<ParameterGroup> groups)
    {
        double rate = golden.NumberOption("learningRate"), decay = golden.NumberOption("weightDecay");
        string name = golden.Name["optimizer-".Length..];
        var adam = new AdamOptions { LearningRate = rate, WeightDecay = decay, IsAmsGrad = name.StartsWith("amsgrad", StringComparison.Ordinal) };
        return name.Split('-')[0] switch
        {
            "sgd" => new Sgd(groups, new SgdOptions
            {
                LearningRate = rate,
                WeightDecay = decay,
                Momentum = golden.Options.TryGetProperty("momentum", out _) ? golden.NumberOption("momentum") : 0,
                IsNesterov = name == "sgd-nesterov",
            }),
            "adagrad" => new Adagrad(groups, new AdagradOptions { LearningRate = rate, WeightDecay = decay, LearningRateDecay = golden.NumberOption("learningRateDecay") }),
            "adadelta" => new Adadelta(groups, new AdadeltaOptions { LearningRate = rate, WeightDecay = decay }),
            "rmsprop" => new RmsProp(groups, new RmsPropOptions
            {
                LearningRate = rate,
                WeightDecay = decay,
                Momentum = golden.NumberOption("momentum"),
                IsCentered = name.Contains("centered", StringComparison.Ordinal),
            }),
            "adam" or "amsgrad" => new Adam(groups, adam),
            "adamw" => new AdamW(groups, adam),
            "nadam" => new NAdam(groups, adam),
            "radam" => new RAdam(groups, adam),
            _ => throw new InvalidOperationException($"No optimiser for fixture {golden.Name}."),
        };
    }
}
