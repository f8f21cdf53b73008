using Recurrent.Comparison.Cases;
using Recurrent.Comparison.Contenders;
using TorchSharp;

namespace Recurrent.Comparison.Torch;

/// <summary>libtorch's forward pass without gradient.</summary>
internal sealed class TorchInference : IContender
{
    private readonly TorchRecurrence _module;
    private readonly torch.Tensor _input;

    public TorchInference(SequenceData data, int threads)
    {
        torch.set_num_threads(threads);
        SequenceCase sizes = data.Sizes;
        _module = new TorchRecurrence(sizes, lengths: null);
        TorchNumbers.Load(_module, data.Weights, "recurrent.");
        _module.eval();
        _input = torch.tensor(data.Input, [sizes.Time, sizes.Batch, sizes.Input]);
    }

    public string Name => "libtorch";

    public IReadOnlyDictionary<string, float[]> Probe()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable inference = torch.inference_mode();
        return new Dictionary<string, float[]> { ["output"] = TorchNumbers.Copy(_module.call(_input)) };
    }

    public void Run()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable inference = torch.inference_mode();
        _module.call(_input);
    }

    public void Dispose()
    {
        _input.Dispose();
        _module.Dispose();
    }
}
