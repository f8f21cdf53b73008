using TorchSharp;
using TorchSharp.Modules;

namespace Recurrent.Golden;

/// <summary>Ten steps of every optimiser on f(w) = sum(curvature * w^2 / 2 + ripple * sin(w)).</summary>
internal static class OptimizerFixtures
{
    private const int Steps = 10;
    private const double Agreement = 1e-12;

    public static void Write(FixtureFolder folder)
    {
        foreach (var item in OptimizerCase.All())
        {
            using var scope = torch.NewDisposeScope();
            item.Options["steps"] = Steps;
            item.Options["function"] = "sum(curvature * w^2 / 2 + ripple * sin(w)); the first element has gradient zero throughout";
            var fixture = new Fixture("optimizer-" + item.Name, "optimizer")
            {
                Oracle = item.Create is null
                    ? "the plain update rule of eng/golden/PlainOptimizers.cs; TorchSharp's optimiser differs from PyTorch's"
                    : "TorchSharp's optimiser on libtorch tensors, equal to the plain update rule within 1e-12",
                Options = item.Options,
            };
            Run(item, fixture);
            folder.Add(fixture);
        }
    }

    private static void Run(OptimizerCase item, Fixture fixture)
    {
        using var numbers = new SeededNumbers(fixture.Seed);
        var curvature = numbers.Uniform(0.2, 3, 3, 4);
        var ripple = numbers.Uniform(-1, 1, 3, 4);
        curvature[0, 0] = 0;
        ripple[0, 0] = 0;
        var parameter = new Parameter(numbers.Normal(3, 4));
        fixture.Add("curvature", curvature);
        fixture.Add("ripple", ripple);
        fixture.Add("initial", parameter);

        var optimiser = item.Create?.Invoke([parameter]);
        var plain = parameter.detach().data<double>().ToArray();
        var states = plain.Select(_ => new double[4]).ToArray();
        List<torch.Tensor> gradients = [];
        List<torch.Tensor> trajectory = [];
        for (var step = 1; step <= Steps; step++)
        {
            parameter.grad?.zero_();
            (curvature * parameter * parameter / 2 + ripple * parameter.sin()).sum().backward();
            gradients.Add(parameter.grad!.clone());
            var gradient = gradients[^1].data<double>().ToArray();
            for (var i = 0; i < plain.Length; i++) plain[i] = item.Plain(plain[i], gradient[i], step, states[i]);
            if (optimiser is null)
            {
                using (torch.no_grad()) parameter.copy_(torch.tensor(plain).view(parameter.shape));
            }
            else optimiser.step();

            trajectory.Add(parameter.detach().clone());
            Compare(item.Name, step, trajectory[^1].data<double>().ToArray(), plain);
        }

        fixture.Add("gradients", torch.stack(gradients));
        fixture.Add("parameters", torch.stack(trajectory));
    }

    private static void Compare(string name, int step, double[] actual, double[] expected)
    {
        for (var i = 0; i < actual.Length; i++)
        {
            if (Math.Abs(actual[i] - expected[i]) > Agreement)
                throw new InvalidOperationException(
                    $"{name}, step {step}, element {i}: TorchSharp gives {actual[i]:R}, the plain rule {expected[i]:R}.");
        }
    }
}
