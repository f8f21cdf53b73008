using System.Text.Json.Nodes;
using TorchSharp;

namespace Recurrent.Golden;

/// <summary>A stateless operation: named inputs, the operation and its options.</summary>
internal sealed record OperationCase(string Kind, string Name, JsonObject Options)
{
    private static readonly string[] Constants = ["target", "mask", "weights"];

    public string Oracle { get; init; } = "libtorch";

    public required Func<SeededNumbers, Dictionary<string, torch.Tensor>> Inputs { get; init; }

    public required Func<Dictionary<string, torch.Tensor>, torch.Tensor> Forward { get; init; }

    public static bool IsDifferentiable(string input) => !Constants.Contains(input);

    /// <summary>Stores inputs, output, the upstream gradient unless the output is one number, and the gradients of the inputs.</summary>
    public void Write(FixtureFolder folder)
    {
        using var scope = torch.NewDisposeScope();
        var fixture = new Fixture($"{Kind}-{Name}", Kind) { Oracle = Oracle, Options = Options };
        using var numbers = new SeededNumbers(fixture.Seed);
        var inputs = Inputs(numbers);
        foreach (var (name, tensor) in inputs)
        {
            fixture.Add(name, tensor);
            if (IsDifferentiable(name)) tensor.requires_grad_();
        }

        var output = Forward(inputs);
        if (output.dim() == 0)
        {
            fixture.Add("output", output.view(1));
            output.backward();
        }
        else
        {
            var upstream = numbers.Normal(output.shape);
            fixture.Add("output", output);
            fixture.Add("upstream.output", upstream);
            (output * upstream).sum().backward();
        }

        foreach (var (name, tensor) in inputs)
            if (IsDifferentiable(name)) fixture.Add("grad." + name, tensor.grad!);
        folder.Add(fixture);
    }
}
