using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using TorchSharp;

namespace Recurrent.Golden;

/// <summary>One fixture: named arrays plus what a reader must know to repeat the computation.</summary>
internal sealed class Fixture(string name, string kind)
{
    private readonly SortedDictionary<string, StoredArray> _arrays = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public string Kind { get; } = kind;

    /// <summary>Depends on the name alone, so that adding a fixture leaves all others as they are.</summary>
    public uint Seed { get; } = SeedOf(name);

    /// <summary>Which implementation the expected values come from.</summary>
    public string Oracle { get; init; } = "libtorch";

    public JsonObject Options { get; init; } = [];

    public IReadOnlyDictionary<string, StoredArray> Arrays => _arrays;

    /// <summary>Stores integer tensors as I64 and all others as F32.</summary>
    public void Add(string key, torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var plain = tensor.detach().contiguous();
        if (plain.dtype == torch.ScalarType.Int64)
        {
            var integers = plain.data<long>().ToArray();
            var bytes = new byte[integers.Length * sizeof(long)];
            for (var i = 0; i < integers.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), integers[i]);
            _arrays.Add(key, new StoredArray("I64", plain.shape, bytes));
            return;
        }

        var floats = plain.to_type(torch.ScalarType.Float32).data<float>().ToArray();
        var stored = new byte[floats.Length * sizeof(float)];
        for (var i = 0; i < floats.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(stored.AsSpan(i * sizeof(float)), floats[i]);
        _arrays.Add(key, new StoredArray("F32", plain.shape, stored));
    }

    /// <summary>Stores doubles without rounding, for values the product computes in double too.</summary>
    public void Add(string key, ReadOnlySpan<double> values)
    {
        var bytes = new byte[values.Length * sizeof(double)];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        _arrays.Add(key, new StoredArray("F64", [values.Length], bytes));
    }

    // FNV-1a: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
    private static uint SeedOf(string name)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(name)) hash = unchecked((hash ^ value) * 16777619u);
        return hash;
    }
}
