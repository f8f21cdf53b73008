using Recurrent.Tensors;
using Recurrent.Tensors.Storage;

namespace Recurrent.Text.Classification;

/// <summary>Writes and reads <c>counts.safetensors</c>: with many classes counts are far larger than settings are.</summary>
internal static class TokenCountsStore
{
    private const string Texts = "texts";
    private const string Tokens = "tokens";
    private const string PairTokens = "pair_tokens";
    private const string Pairs = "pairs";

    /// <summary>float32 holds whole numbers up to here exactly; a count beyond is rounded to 24 binary places, far finer than its logarithm.</summary>
    private const float MostExact = 1 << 24;

    public static void Write(string file, TokenCountsFile counts)
    {
        var (width, pairs) = (counts.Texts.Length, counts.First.Length);
        SafeTensorsFile.Write(file, new Dictionary<string, Tensor>
        {
            [Texts] = Table(counts.Texts, 1, width),
            [Tokens] = Table(counts.Tokens, counts.Tokens.Length / width, width),
            [PairTokens] = Table([.. counts.First, .. counts.Second], 2, pairs),
            [Pairs] = Table(counts.Pairs, pairs, width),
        });
    }

    /// <exception cref="IOException">The file is missing, damaged, or does not belong to the architecture.</exception>
    public static TokenCountsFile Read(string file, TextArchitecture architecture)
    {
        if (!File.Exists(file)) throw new StorageFormatException(file, "file", "is missing; a classifier keeps there how often tokens come. Write the model again.");
        var tensors = SafeTensorsFile.Read(file).Tensors;
        var (width, vocabulary) = (architecture.Classes + 1, architecture.Vocabulary);
        StorageChecks.Size(file, Tokens, (long)vocabulary * width, 1, Array.MaxLength);
        var pairs = Find(file, tensors, PairTokens).Shape is { Rank: 2 } shape ? shape[1] : 0;
        StorageChecks.Size(file, PairTokens, pairs, 0, TokenCounts.MostPairs);
        var tokens = Numbers(file, tensors, PairTokens, new Shape(2, pairs), vocabulary - 1);
        return new TokenCountsFile
        {
            Texts = Numbers(file, tensors, Texts, new Shape(1, width)),
            Tokens = Numbers(file, tensors, Tokens, new Shape(vocabulary, width)),
            First = tokens[..pairs],
            Second = tokens[pairs..],
            Pairs = Numbers(file, tensors, Pairs, new Shape(pairs, width)),
        };
    }

    private static Tensor Table(int[] numbers, int rows, int columns) =>
        Tensor.FromValues(Array.ConvertAll(numbers, static one => (float)one), new Shape(rows, columns));

    private static Tensor Find(string file, IReadOnlyDictionary<string, Tensor> tensors, string name) =>
        tensors.TryGetValue(name, out var tensor) ? tensor : throw new StorageFormatException(file, name, "is missing; the file was changed or is damaged.");

    private static int[] Numbers(string file, IReadOnlyDictionary<string, Tensor> tensors, string name, Shape shape, float most = int.MaxValue)
    {
        var tensor = Find(file, tensors, name);
        if (tensor.Shape != shape) throw new StorageFormatException(file, name, $"has the shape {tensor.Shape}, expected {shape}; the file was changed or is damaged.");
        var numbers = new int[tensor.Values.Length];
        for (var index = 0; index < numbers.Length; index++)
        {
            var value = tensor.Values[index];
            if (!(value >= 0 && value <= most) || value >= int.MaxValue || (value < MostExact && value != MathF.Truncate(value)))
                throw new StorageFormatException(file, name, $"has the element {value}, expected a whole number from 0 to {most}; the file was changed or is damaged.");
            numbers[index] = (int)value;
        }
        return numbers;
    }
}
