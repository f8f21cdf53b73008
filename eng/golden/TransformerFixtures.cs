using TorchSharp;
using static TorchSharp.torch;

namespace Recurrent.Golden;

/// <summary>Attention, encoders and decoders made of libtorch's attention, normalisation and activations.</summary>
/// <remarks>
/// libtorch's own encoder layer knows post-norm only, so layers are put together here; the post-norm encoder is held to
/// <c>TransformerEncoder</c> and the generator stops when they differ.
/// </remarks>
internal static class TransformerFixtures
{
    private const double Allowed = 1e-12;

    public static void Write(FixtureFolder folder)
    {
        foreach (var item in TransformerCase.All())
        {
            using var scope = NewDisposeScope();
            var fixture = new Fixture(item.Name, "transformer") { Options = item.Options };
            using var numbers = new SeededNumbers(fixture.Seed);
            var weights = Weights(item, numbers);
            foreach (var (name, weight) in weights) fixture.Add(name, weight);
            AddRun(item, weights, numbers, fixture);
            folder.Add(fixture);
        }
    }

    private static void AddRun(TransformerCase item, SortedDictionary<string, Tensor> weights, SeededNumbers numbers, Fixture fixture)
    {
        var input = numbers.Normal(TransformerCase.Time, TransformerCase.Batch, TransformerCase.Size).requires_grad_();
        var source = item.SourceLengths is null ? null : numbers.Normal(TransformerCase.SourceTime, TransformerCase.Batch, TransformerCase.Size).requires_grad_();
        var run = new TransformerRun(item, weights);
        var valid = TransformerRun.Valid(item.Lengths, TransformerCase.Time).transpose(0, 1).unsqueeze(-1).to_type(ScalarType.Float64);
        var output = run.Run(input, source) * valid;
        if (item is { Part: "encoder", IsPostNorm: true }) Hold(output, OfLibtorch(item, weights, input) * valid, item.Name);
        var upstream = numbers.Normal(output.shape) * valid;
        (output * upstream).sum().backward();
        fixture.Add("input", input);
        fixture.Add("lengths", tensor(item.Lengths ?? [.. Enumerable.Repeat((long)TransformerCase.Time, TransformerCase.Batch)]));
        fixture.Add("output", output);
        fixture.Add("upstream", upstream);
        fixture.Add("grad.input", input.grad!);
        if (source is not null)
        {
            fixture.Add("source", source);
            fixture.Add("sourceLengths", tensor(item.SourceLengths!));
            fixture.Add("grad.source", source.grad!);
        }

        foreach (var (name, weight) in weights) fixture.Add("grad." + name, weight.grad!);
    }

    private static SortedDictionary<string, Tensor> Weights(TransformerCase item, SeededNumbers numbers)
    {
        const int Size = TransformerCase.Size, Inner = TransformerCase.Inner;
        var weights = new SortedDictionary<string, Tensor>(StringComparer.Ordinal);
        void Add(string name, params long[] shape) => weights.Add(name, (numbers.Uniform(-0.4, 0.4, shape) + (name.Contains("norm", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0)).to_type(ScalarType.Float32).to_type(ScalarType.Float64).requires_grad_());
        void Attention(string prefix)
        {
            Add(prefix + "in_proj_weight", 3 * Size, Size);
            Add(prefix + "in_proj_bias", 3 * Size);
            Add(prefix + "out_proj.weight", Size, Size);
            Add(prefix + "out_proj.bias", Size);
        }

        void Affine(string name, int outputs, int inputs)
        {
            Add(name + ".weight", outputs, inputs);
            Add(name + ".bias", outputs);
        }

        void Norm(string name)
        {
            Add(name + ".weight", Size);
            Add(name + ".bias", Size);
        }

        if (item.Part == "attention")
        {
            Attention("");
            return weights;
        }

        for (var layer = 0; layer < item.Layers; layer++)
        {
            var prefix = $"layers.{layer}.";
            Attention(prefix + "self_attn.");
            if (item.Part == "decoder") Attention(prefix + "multihead_attn.");
            Affine(prefix + "linear1", Inner, Size);
            Affine(prefix + "linear2", Size, Inner);
            for (var norm = 1; norm <= (item.Part == "decoder" ? 3 : 2); norm++) Norm($"{prefix}norm{norm}");
        }

        if (!item.IsPostNorm) Norm("norm");
        return weights;
    }

    private static Tensor OfLibtorch(TransformerCase item, SortedDictionary<string, Tensor> weights, Tensor input)
    {
        var activation = item.Activation == "relu" ? nn.Activations.ReLU : nn.Activations.GELU;
        var layer = nn.TransformerEncoderLayer(TransformerCase.Size, TransformerCase.Heads, TransformerCase.Inner, 0, activation);
        var module = nn.TransformerEncoder(layer, item.Layers);
        module.to(ScalarType.Float64);
        using (no_grad())
        {
            foreach (var (name, parameter) in module.named_parameters()) parameter.copy_(weights[name]);
        }

        return module.call(input, TransformerRun.CausalMask(item), TransformerRun.PaddingMask(item.Lengths, TransformerCase.Time));
    }

    private static void Hold(Tensor composed, Tensor whole, string name)
    {
        var difference = (composed - whole).abs().max().item<double>();
        if (!(difference <= Allowed)) throw new InvalidOperationException($"{name}: the layers put together differ from libtorch's encoder by {difference}.");
    }
}
