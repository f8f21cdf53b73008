using System.Text.Json.Nodes;

namespace Recurrent.Golden;

/// <summary>One cell of the grid of recurrent fixtures.</summary>
internal sealed record RecurrentCase(string Cell, int Layers, bool Bidirectional)
{
    public int Input { get; init; } = 5;

    public int Hidden { get; init; } = 6;

    public int Batch { get; init; } = 4;

    public int Time { get; init; } = 7;

    /// <summary>Unsorted on purpose; null means that every row has all steps and nothing is packed.</summary>
    public long[]? Lengths { get; init; }

    public bool DefaultState { get; init; }

    public string Variant { get; init; } = "";

    public int Directions => Bidirectional ? 2 : 1;

    public int States => Cell == "lstm" ? 2 : 1;

    public string Name =>
        $"{Cell}-l{Layers}-{(Bidirectional ? "bi" : "uni")}-{(Lengths is null ? "full" : "var")}{(Variant.Length > 0 ? "-" : "")}{Variant}";

    public JsonObject Options => new()
    {
        ["cell"] = Cell,
        ["layers"] = Layers,
        ["bidirectional"] = Bidirectional,
        ["input"] = Input,
        ["hidden"] = Hidden,
        ["batch"] = Batch,
        ["time"] = Time,
        ["variableLengths"] = Lengths is not null,
        ["initialState"] = DefaultState ? "default" : "given",
        ["loss"] = "sum(output * upstream.output) + sum(hn * upstream.hn) + sum(cn * upstream.cn)",
        ["adam"] = new JsonObject
        {
            ["steps"] = 10,
            ["learningRate"] = 1e-2,
            ["beta1"] = 0.9,
            ["beta2"] = 0.999,
            ["epsilon"] = 1e-8,
            ["loss"] = "mean((output - adam.target)^2) over all T*B*dirs*H elements, taken before each step",
        },
    };

    public static IEnumerable<RecurrentCase> Grid()
    {
        long[] unsorted = [5, 1, 7, 3];
        foreach (var cell in (string[])["rnn-tanh", "rnn-relu", "lstm", "gru"])
        {
            foreach (var layers in (int[])[1, 3])
                foreach (var bidirectional in (bool[])[false, true])
                    foreach (var lengths in (long[]?[])[null, unsorted])
                        yield return new RecurrentCase(cell, layers, bidirectional) { Lengths = lengths };

            yield return new RecurrentCase(cell, 1, true) { Lengths = unsorted, DefaultState = true, Variant = "zero" };
            yield return new RecurrentCase(cell, 1, true) { Lengths = unsorted, Input = 3, Hidden = 17, Variant = "h17" };
            yield return new RecurrentCase(cell, 1, true) { Lengths = [2, 5, 1, 4], Variant = "short" };
        }
    }
}
