using System.CommandLine;
using Recurrent.Interop.Weights;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Cli.Imports;

/// <summary><c>rnn import</c> of weights with PyTorch's names.</summary>
internal sealed class WeightImport : IFileImport
{
    private readonly Option<string[]> _embeddings = new("--embedding") { HelpName = "NAME", Description = "A place in the file whose only tensor is the table of an embedding, not a map without bias; may be given several times." };
    private readonly Option<bool> _relu = new("--relu") { Description = "Simple recurrent layers of PyTorch have ReLU, which their files do not say; tanh without it." };

    public string Kind => "weights of PyTorch";

    public IReadOnlyList<string> Endings { get; } = [".safetensors", ".pt", ".pth", ".ckpt"];

    public IReadOnlyList<Option> Options => [_embeddings, _relu];

    public int Run(ImportInvocation invocation)
    {
        var options = new RecognitionOptions
        {
            Embeddings = invocation.Parsed.GetValue(_embeddings) ?? [],
            RnnActivation = invocation.Parsed.GetValue(_relu) ? RnnActivation.Relu : RnnActivation.Tanh,
        };
        var found = WeightFile.Read(invocation.File).Recognize(options);
        if (options.Embeddings.FirstOrDefault(name => found.Layers.All(layer => layer.Name != name || layer.Description.Kind != LayerKind.Embedding)) is { } wrong)
            throw new UsageException($"--embedding: '{wrong}' is no place of {invocation.File} with a matrix alone; rnn inspect lists what it has.");
        return LayerImport.Write(invocation, found);
    }
}
