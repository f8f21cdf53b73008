using System.Text.Json.Nodes;
using TorchSharp;

namespace Recurrent.Golden;

/// <summary>Forward, backward and ten Adam steps of every recurrent case.</summary>
internal static class RecurrentFixtures
{
    private static readonly string[] StateNames = ["h", "c"];

    public static void Write(FixtureFolder folder)
    {
        foreach (var item in RecurrentCase.Grid())
        {
            using var scope = torch.NewDisposeScope();
            var fixture = new Fixture(item.Name, "recurrent") { Options = item.Options };
            var exact = Compute(item, fixture.Seed, torch.ScalarType.Float64);
            foreach (var (key, tensor) in exact) fixture.Add(key, tensor);
            fixture.Options["libtorchFloat32Deviation"] = Deviation(exact, Compute(item, fixture.Seed, torch.ScalarType.Float32));
            folder.Add(fixture);
        }
    }

    private static Dictionary<string, torch.Tensor> Compute(RecurrentCase item, uint seed, torch.ScalarType type)
    {
        using var numbers = new SeededNumbers(seed, type);
        var module = new RecurrentModule(item, type);
        Dictionary<string, torch.Tensor> arrays = [];
        var bound = 1 / Math.Sqrt(item.Hidden);
        foreach (var (name, parameter) in module.Parameters)
        {
            using (torch.no_grad()) parameter.copy_(numbers.Uniform(-bound, bound, parameter.shape));
            arrays.Add(name, parameter.detach().clone());
        }

        AddGradients(item, module, numbers, arrays);
        AddTraining(item, module, numbers, arrays);
        return arrays;
    }

    private static void AddGradients(
        RecurrentCase item, RecurrentModule module, SeededNumbers numbers, Dictionary<string, torch.Tensor> arrays)
    {
        var input = numbers.Normal(item.Time, item.Batch, item.Input).requires_grad_();
        arrays.Add("input", input);
        arrays.Add("lengths", torch.tensor(item.Lengths ?? [.. Enumerable.Repeat((long)item.Time, item.Batch)]));
        torch.Tensor[] initial = item.DefaultState
            ? []
            : [.. Enumerable.Range(0, item.States).Select(_ => StateLike(item, numbers).requires_grad_())];
        for (var i = 0; i < initial.Length; i++) arrays.Add(StateNames[i] + "0", initial[i]);

        var (output, final) = module.Run(input, initial);
        arrays.Add("output", output);
        var upstream = numbers.Normal(output.shape);
        arrays.Add("upstream.output", upstream);
        var loss = (output * upstream).sum();
        for (var i = 0; i < final.Length; i++)
        {
            var upstreamState = StateLike(item, numbers);
            arrays.Add(StateNames[i] + "n", final[i]);
            arrays.Add($"upstream.{StateNames[i]}n", upstreamState);
            loss += (final[i] * upstreamState).sum();
        }

        arrays.Add("loss", loss.view(1));
        loss.backward();
        arrays.Add("grad.input", input.grad!);
        for (var i = 0; i < initial.Length; i++) arrays.Add($"grad.{StateNames[i]}0", initial[i].grad!);
        foreach (var (name, parameter) in module.Parameters) arrays.Add("grad." + name, parameter.grad!.clone());
    }

    private static void AddTraining(
        RecurrentCase item, RecurrentModule module, SeededNumbers numbers, Dictionary<string, torch.Tensor> arrays)
    {
        var target = numbers.Uniform(-1, 1, arrays["output"].shape);
        for (var row = 0; row < (item.Lengths?.Length ?? 0); row++)
            target[torch.TensorIndex.Slice(item.Lengths![row]), row] = 0;
        arrays.Add("adam.target", target);

        var input = arrays["input"].detach();
        torch.Tensor[] initial = item.DefaultState ? [] : [.. StateNames.Take(item.States).Select(name => arrays[name + "0"].detach())];
        var optimiser = torch.optim.Adam(module.Parameters.Select(entry => entry.Parameter), 1e-2, 0.9, 0.999, 1e-8);
        List<torch.Tensor> losses = [];
        for (var step = 0; step < 10; step++)
        {
            optimiser.zero_grad();
            var loss = torch.nn.functional.mse_loss(module.Run(input, initial).Output, target);
            loss.backward();
            optimiser.step();
            losses.Add(loss.detach());
        }

        arrays.Add("adam.losses", torch.stack(losses));
        foreach (var (name, parameter) in module.Parameters) arrays.Add("adam.final." + name, parameter.detach());
    }

    private static torch.Tensor StateLike(RecurrentCase item, SeededNumbers numbers) =>
        numbers.Normal(item.Layers * item.Directions, item.Batch, item.Hidden) * 0.5;

    // What float32 arithmetic alone costs libtorch: the yardstick for the tolerances of our tests.
    private static JsonObject Deviation(Dictionary<string, torch.Tensor> exact, Dictionary<string, torch.Tensor> single)
    {
        SortedDictionary<string, double> worst = new(StringComparer.Ordinal);
        foreach (var (name, tensor) in exact)
        {
            if (tensor.dtype == torch.ScalarType.Int64) continue;
            var group = name.StartsWith("grad.", StringComparison.Ordinal) ? "gradients"
                : name.StartsWith("adam.", StringComparison.Ordinal) ? "adam"
                : name == "loss" ? "loss" : "forward";
            var difference = (tensor - single[name].to_type(torch.ScalarType.Float64)).abs().max().item<double>();
            worst[group] = Math.Max(worst.GetValueOrDefault(group), difference);
        }

        JsonObject result = [];
        foreach (var (group, difference) in worst) result[group] = double.Round(difference, 9);
        return result;
    }
}
