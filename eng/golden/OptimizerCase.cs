using System.Text.Json.Nodes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Recurrent.Golden;

/// <summary>
/// One optimiser with its hyper-parameters, TorchSharp's version of it and the plain one.
/// Without TorchSharp's version the plain rule alone is the oracle.
/// </summary>
internal sealed record OptimizerCase(string Name, JsonObject Options, Func<Parameter[], optim.Optimizer>? Create, ElementUpdate Plain)
{
    private const double Decay = 0.1;

    public static IEnumerable<OptimizerCase> All() => [.. Gradient(), .. Scaled(), .. AdamFamily()];

    private static IEnumerable<OptimizerCase> Gradient()
    {
        yield return new("sgd", Rate(0.1), p => optim.SGD(p, 0.1), PlainOptimizers.Sgd(0.1));
        yield return new("sgd-decay", Rate(0.1, Decay), p => optim.SGD(p, 0.1, weight_decay: Decay), PlainOptimizers.Sgd(0.1, 0, Decay));
        yield return new(
            "sgd-momentum", With(Rate(0.05, Decay), "momentum", 0.9),
            p => optim.SGD(p, 0.05, 0.9, weight_decay: Decay), PlainOptimizers.Sgd(0.05, 0.9, Decay));
        yield return new(
            "sgd-nesterov", With(Rate(0.05, Decay), "momentum", 0.9),
            p => optim.SGD(p, 0.05, 0.9, weight_decay: Decay, nesterov: true), PlainOptimizers.Sgd(0.05, 0.9, Decay, true));
    }

    private static IEnumerable<OptimizerCase> Scaled()
    {
        yield return new("adagrad", Adagrad(Rate(0.1), 0), p => optim.Adagrad(p, 0.1), PlainOptimizers.Adagrad(0.1));
        yield return new(
            "adagrad-decay", Adagrad(Rate(0.1, Decay), 0.05),
            p => optim.Adagrad(p, 0.1, 0.05, Decay), PlainOptimizers.Adagrad(0.1, Decay, 0.05));
        yield return new("adadelta", Adadelta(Rate(1)), p => optim.Adadelta(p, 1), PlainOptimizers.Adadelta(1));
        yield return new(
            "adadelta-decay", Adadelta(Rate(1, Decay)),
            p => optim.Adadelta(p, 1, weight_decay: Decay), PlainOptimizers.Adadelta(1, Decay));
        yield return new("rmsprop", RmsProp(Rate(0.01), 0), p => optim.RMSProp(p, 0.01), PlainOptimizers.RmsProp(0.01));
        yield return new(
            "rmsprop-momentum", RmsProp(Rate(0.01, Decay), 0.9),
            p => optim.RMSProp(p, 0.01, weight_decay: Decay, momentum: 0.9), PlainOptimizers.RmsProp(0.01, Decay, 0.9));
        yield return new(
            "rmsprop-centered", RmsProp(Rate(0.01), 0),
            p => optim.RMSProp(p, 0.01, centered: true), PlainOptimizers.RmsProp(0.01, centered: true));
        yield return new(
            "rmsprop-centered-momentum", RmsProp(Rate(0.01, Decay), 0.9),
            p => optim.RMSProp(p, 0.01, weight_decay: Decay, momentum: 0.9, centered: true),
            PlainOptimizers.RmsProp(0.01, Decay, 0.9, true));
    }

    private static IEnumerable<OptimizerCase> AdamFamily()
    {
        yield return new("adam", Betas(Rate(0.001)), p => optim.Adam(p), PlainOptimizers.Adam(0.001));
        yield return new(
            "adam-decay", Betas(Rate(0.05, Decay)), p => optim.Adam(p, 0.05, weight_decay: Decay), PlainOptimizers.Adam(0.05, Decay));
        yield return new(
            "adamw", Betas(Rate(0.05, Decay)), p => optim.AdamW(p, 0.05, weight_decay: Decay), PlainOptimizers.Adam(0.05, Decay, true));
        yield return new(
            "amsgrad", Betas(Rate(0.05)), p => optim.Adam(p, 0.05, amsgrad: true), PlainOptimizers.Adam(0.05, amsgrad: true));
        yield return new(
            "amsgrad-decay", Betas(Rate(0.05, Decay)),
            p => optim.Adam(p, 0.05, weight_decay: Decay, amsgrad: true), PlainOptimizers.Adam(0.05, Decay, false, true));
        yield return new(
            "nadam", With(Betas(Rate(0.002)), "momentumDecay", 0.004), p => optim.NAdam(p, 0.002), PlainOptimizers.NAdam(0.002));
        yield return new(
            "nadam-decay", With(Betas(Rate(0.05, Decay)), "momentumDecay", 0.004),
            p => optim.NAdam(p, 0.05, weight_decay: Decay), PlainOptimizers.NAdam(0.05, Decay));

        // TorchSharp 0.107 multiplies by the learning rate twice once the rectification is on, which only a rate of 1 hides.
        yield return new(
            "radam-rate-one", Betas(Rate(1, Decay)), p => optim.RAdam(p, 1, weight_decay: Decay), PlainOptimizers.RAdam(1, Decay));
        yield return new("radam", Betas(Rate(0.001)), null, PlainOptimizers.RAdam(0.001));
        yield return new("radam-decay", Betas(Rate(0.05, Decay)), null, PlainOptimizers.RAdam(0.05, Decay));
    }

    private static JsonObject Rate(double rate, double decay = 0) => new() { ["learningRate"] = rate, ["weightDecay"] = decay };

    private static JsonObject Adagrad(JsonObject options, double rateDecay) =>
        With(With(options, "learningRateDecay", rateDecay), "epsilon", 1e-10);

    private static JsonObject Adadelta(JsonObject options) => With(With(options, "rho", 0.9), "epsilon", 1e-6);

    private static JsonObject RmsProp(JsonObject options, double momentum) =>
        With(With(With(options, "alpha", 0.99), "momentum", momentum), "epsilon", 1e-8);

    private static JsonObject Betas(JsonObject options) => With(With(With(options, "beta1", 0.9), "beta2", 0.999), "epsilon", 1e-8);

    private static JsonObject With(JsonObject options, string name, double value)
    {
        options[name] = value;
        return options;
    }
}
