using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Contenders;
using TorchSharp;

namespace Recurrent.Comparison.Torch;

/// <summary>libtorch's forward pass, mean squared error, backward pass and Adam step.</summary>
internal sealed class TorchTraining : IContender
{
    private const string Path = "recurrent.";
    private readonly TorchRecurrence _module;
    private readonly torch.Tensor _input;
    private readonly torch.Tensor _target;
    private readonly torch.optim.Optimizer _optimizer;

    public TorchTraining(SequenceData data, int threads)
    {
        torch.set_num_threads(threads);
        SequenceCase sizes = data.Sizes;
        _module = new TorchRecurrence(sizes, data.Lengths.IsDefault ? null : data.Lengths);
        TorchNumbers.Load(_module, data.Weights, Path);
        _input = torch.tensor(data.Input, [sizes.Time, sizes.Batch, sizes.Input]);
        _target = torch.tensor(data.Target, [sizes.Time, sizes.Batch, sizes.Hidden]);
        _optimizer = torch.optim.Adam(_module.parameters(), lr: 1e-3);
    }

    public string Name => "libtorch";

    public IReadOnlyDictionary<string, float[]> Probe()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        _optimizer.zero_grad();
        torch.Tensor output = _module.call(_input);
        torch.Tensor loss = torch.nn.functional.mse_loss(output, _target);
        loss.backward();
        Dictionary<string, float[]> results = new() { ["output"] = TorchNumbers.Copy(output), ["loss"] = TorchNumbers.Copy(loss) };
        TorchNumbers.AddGradients(_module, Path, results);
        return results;
    }

    public void Run()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        _optimizer.zero_grad();
        torch.nn.functional.mse_loss(_module.call(_input), _target).backward();
        _optimizer.step();
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _input.Dispose();
        _target.Dispose();
        _module.Dispose();
    }
}
