using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Contenders;
using TorchSharp;
using TorchSharp.Modules;

namespace Recurrent.Comparison.Torch;

/// <summary>libtorch's language-model step: forward, cross entropy, backward, clip, Adam.</summary>
internal sealed class TorchLanguageModel : IContender
{
    private readonly Embedding _embedding;
    private readonly TorchRecurrence _recurrent;
    private readonly Linear _output;
    private readonly torch.Tensor _tokens;
    private readonly torch.Tensor _targets;
    private readonly Dictionary<string, Parameter> _parameters;
    private readonly torch.optim.Optimizer _optimizer;

    public TorchLanguageModel(LanguageModelData data, int threads)
    {
        torch.set_num_threads(threads);
        SequenceCase sizes = data.Sizes.Recurrent;
        _embedding = torch.nn.Embedding(data.Sizes.Vocabulary, sizes.Input);
        _recurrent = new TorchRecurrence(sizes, lengths: null);
        _output = torch.nn.Linear(sizes.Hidden, data.Sizes.Vocabulary);
        TorchNumbers.Load(_embedding, Below("embedding.", data.Weights), string.Empty);
        TorchNumbers.Load(_recurrent, data.Weights.Where(weight => weight.Name.StartsWith("recurrent.", StringComparison.Ordinal)).ToArray(), string.Empty);
        TorchNumbers.Load(_output, Below("output.", data.Weights), string.Empty);
        _parameters = Named("embedding.", _embedding).Concat(Named(string.Empty, _recurrent)).Concat(Named("output.", _output)).ToDictionary();
        _tokens = torch.tensor([.. data.Tokens.Select(token => (long)token)], [sizes.Time, sizes.Batch]);
        _targets = torch.tensor([.. data.Targets.Select(token => (long)token)], [sizes.Time * sizes.Batch]);
        _optimizer = torch.optim.Adam(_parameters.Values, lr: 1e-3);
    }

    public string Name => "libtorch";

    public IReadOnlyDictionary<string, float[]> Probe()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        _optimizer.zero_grad();
        torch.Tensor loss = Loss();
        loss.backward();
        Dictionary<string, float[]> results = new() { ["loss"] = TorchNumbers.Copy(loss) };
        double squares = 0;
        foreach ((string name, Parameter parameter) in _parameters)
        {
            float[] gradient = TorchNumbers.Copy(parameter.grad!);
            results.Add("gradient of " + name, gradient);
            squares += gradient.Sum(value => (double)value * value);
        }

        // libtorch sums its norm in single precision, which is 0.02 % off for a table of 6.5 million numbers.
        results.Add("norm", [(float)Math.Sqrt(squares)]);
        return results;
    }

    public void Run()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        _optimizer.zero_grad();
        Loss().backward();
        torch.nn.utils.clip_grad_norm_(_parameters.Values, LanguageModelData.ClipNorm);
        _optimizer.step();
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _tokens.Dispose();
        _targets.Dispose();
        _embedding.Dispose();
        _recurrent.Dispose();
        _output.Dispose();
    }

    private static NamedValues[] Below(string path, IEnumerable<NamedValues> weights) =>
        [.. weights.Where(weight => weight.Name.StartsWith(path, StringComparison.Ordinal)).Select(weight => weight with { Name = weight.Name[path.Length..] })];

    private static IEnumerable<KeyValuePair<string, Parameter>> Named(string path, torch.nn.Module module) =>
        module.named_parameters().Select(item => KeyValuePair.Create(path + item.name, item.parameter));

    private torch.Tensor Loss()
    {
        torch.Tensor logits = _output.call(_recurrent.call(_embedding.call(_tokens)));
        return torch.nn.functional.cross_entropy(logits.view(_targets.shape[0], -1), _targets);
    }
}
