using System.Collections.Immutable;
using Recurrent.Training.Optimizers;

namespace Recurrent.Training.Tests.Optimizers;

/// <summary>Every optimiser with every feature on.</summary>
internal static class OptimizerKinds
{
    public static TheoryData<string> Names => [.. Makers.Keys];

    private static Dictionary<string, Func<ImmutableArray<ParameterGroup>, Optimizer>> Makers { get; } = new()
    {
        ["sgd"] = groups => new Sgd(groups, new SgdOptions { LearningRate = 0.1 }),
        ["nesterov"] = groups => new Sgd(groups, new SgdOptions { Momentum = 0.9, IsNesterov = true, WeightDecay = 0.1 }),
        ["adagrad"] = groups => new Adagrad(groups, new AdagradOptions { LearningRateDecay = 0.1, InitialAccumulator = 0.5 }),
        ["adadelta"] = groups => new Adadelta(groups),
        ["rmsprop"] = groups => new RmsProp(groups, new RmsPropOptions { IsCentered = true, Momentum = 0.9 }),
        ["adam"] = groups => new Adam(groups),
        ["amsgrad"] = groups => new Adam(groups, new AdamOptions { IsAmsGrad = true }),
        ["adamw"] = groups => new AdamW(groups),
        ["nadam"] = groups => new NAdam(groups),
        ["radam"] = groups => new RAdam(groups),
    };

    public static Optimizer Make(string name, ImmutableArray<ParameterGroup> groups) => Makers[name](groups);
}
