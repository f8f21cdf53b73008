using static TorchSharp.torch;

namespace Recurrent.Golden;

/// <summary>Runs a case with given weights.</summary>
internal sealed class TransformerRun(TransformerCase item, IReadOnlyDictionary<string, Tensor> weights)
{
    public Tensor Run(Tensor input, Tensor? source)
    {
        var sourceMask = source is null ? null : PaddingMask(item.SourceLengths, TransformerCase.SourceTime);
        if (item.Part == "attention")
            return source is null ? SelfAttention("", input) : Attend("", input, source, null, sourceMask);
        var current = input;
        for (var layer = 0; layer < item.Layers; layer++)
        {
            var prefix = $"layers.{layer}.";
            current = Added(prefix + "norm1", current, read => SelfAttention(prefix + "self_attn.", read));
            if (source is not null) current = Added(prefix + "norm2", current, read => Attend(prefix + "multihead_attn.", read, source, null, sourceMask));
            current = Added(prefix + (source is null ? "norm2" : "norm3"), current, read => FeedForward(prefix, read));
        }

        return item.IsPostNorm ? current : Norm("norm", current);
    }

    public static Tensor? CausalMask(TransformerCase item) => item.IsCausal
        ? full([TransformerCase.Time, TransformerCase.Time], double.NegativeInfinity, ScalarType.Float64).triu(1)
        : null;

    public static Tensor? PaddingMask(long[]? lengths, int time) => lengths is null ? null : Valid(lengths, time).logical_not();

    /// <summary>[B, T]: which steps are valid.</summary>
    public static Tensor Valid(long[]? lengths, int time) => lengths is null
        ? ones([TransformerCase.Batch, time], ScalarType.Bool)
        : arange(time).unsqueeze(0) < tensor(lengths).unsqueeze(1);

    private Tensor Added(string norm, Tensor current, Func<Tensor, Tensor> part) =>
        item.IsPostNorm ? Norm(norm, current + part(current)) : current + part(Norm(norm, current));

    private Tensor Norm(string name, Tensor values) =>
        nn.functional.layer_norm(values, [TransformerCase.Size], weights[name + ".weight"], weights[name + ".bias"]);

    private Tensor FeedForward(string prefix, Tensor values)
    {
        var inner = nn.functional.linear(values, weights[prefix + "linear1.weight"], weights[prefix + "linear1.bias"]);
        inner = item.Activation == "relu" ? inner.relu() : nn.functional.gelu(inner);
        return nn.functional.linear(inner, weights[prefix + "linear2.weight"], weights[prefix + "linear2.bias"]);
    }

    private Tensor SelfAttention(string prefix, Tensor values) =>
        Attend(prefix, values, values, CausalMask(item), PaddingMask(item.Lengths, TransformerCase.Time));

    private Tensor Attend(string prefix, Tensor queries, Tensor keys, Tensor? mask, Tensor? padding)
    {
        const int Size = TransformerCase.Size;
        var weight = weights[prefix + "in_proj_weight"].chunk(3);
        var bias = weights[prefix + "in_proj_bias"].chunk(3);
        var query = Heads(nn.functional.linear(queries, weight[0], bias[0]));
        var key = Heads(nn.functional.linear(keys, weight[1], bias[1]));
        var value = Heads(nn.functional.linear(keys, weight[2], bias[2]));
        var added = zeros([queries.shape[1], 1, queries.shape[0], keys.shape[0]], ScalarType.Float64);
        if (mask is not null) added = added + mask;
        if (padding is not null) added = added.masked_fill(padding.unsqueeze(1).unsqueeze(1), double.NegativeInfinity);
        var seen = nn.functional.scaled_dot_product_attention(query, key, value, added).permute(2, 0, 1, 3).reshape(queries.shape[0], queries.shape[1], Size);
        return nn.functional.linear(seen, weights[prefix + "out_proj.weight"], weights[prefix + "out_proj.bias"]);
    }

    /// <summary>[T, B, H] to [B, heads, T, H / heads].</summary>
    private static Tensor Heads(Tensor values) =>
        values.reshape(values.shape[0], values.shape[1], TransformerCase.Heads, TransformerCase.Size / TransformerCase.Heads).permute(1, 2, 0, 3);
}
