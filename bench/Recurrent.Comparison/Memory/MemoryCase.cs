using System.Globalization;

namespace Recurrent.Comparison.Memory;

/// <summary>One training step whose memory is measured: a recurrent layer, a linear map to one value, mean squared error over all steps, Adam.</summary>
internal sealed record MemoryCase
{
    /// <summary>What the subcommand understands.</summary>
    public const string Usage = "usage: compare memory [--cell NAME] [--input I] [--hidden H] [--batch B] [--time T] [--threads N] [--json]";

    /// <summary>A name of <see cref="Layers.Sequence.SequenceLayers"/>.</summary>
    public string Cell { get; private init; } = "lstm";

    /// <summary>I.</summary>
    public int Input { get; private init; } = 8;

    /// <summary>H.</summary>
    public int Hidden { get; private init; } = 128;

    /// <summary>B.</summary>
    public int Batch { get; private init; } = 1;

    /// <summary>T.</summary>
    public int Time { get; private init; } = 100_000;

    /// <summary>Threads, at least 1.</summary>
    public int Threads { get; private init; } = 2;

    /// <summary>Whether to print JSON.</summary>
    public bool IsJson { get; private init; }

    /// <summary>Whether this process is the one that trains, and if so whether it recomputes; null in the process that reports.</summary>
    public bool? Recomputes { get; private init; }

    /// <summary>Reads the words after the subcommand.</summary>
    /// <exception cref="ArgumentException">They are not understood; the message says why.</exception>
    public static MemoryCase Parse(IEnumerable<string> arguments)
    {
        var result = new MemoryCase();
        using IEnumerator<string> words = arguments.GetEnumerator();
        while (words.MoveNext())
        {
            string option = words.Current;
            result = option switch
            {
                "--json" => result with { IsJson = true },
                "--keep" => result with { Recomputes = false },
                "--recompute" => result with { Recomputes = true },
                "--cell" => result with { Cell = Following(words) },
                "--input" => result with { Input = Number(words) },
                "--hidden" => result with { Hidden = Number(words) },
                "--batch" => result with { Batch = Number(words) },
                "--time" => result with { Time = Number(words) },
                "--threads" => result with { Threads = Number(words) },
                _ => throw new ArgumentException($"'{option}' is not an option of memory."),
            };
        }

        return result;
    }

    /// <summary>The words that make another process train this case.</summary>
    public IEnumerable<string> Words(bool recomputes)
    {
        string[] words = ["memory", recomputes ? "--recompute" : "--keep", "--cell", Cell];
        (string Option, int Value)[] numbers = [("--input", Input), ("--hidden", Hidden), ("--batch", Batch), ("--time", Time), ("--threads", Threads)];
        return words.Concat(numbers.SelectMany(number => (string[])[number.Option, number.Value.ToString(CultureInfo.InvariantCulture)]));
    }

    /// <summary>The sizes in one line.</summary>
    public override string ToString() => $"{Cell.ToUpperInvariant()} I{Input} H{Hidden} B{Batch} T{Time}, {Threads} threads";

    private static int Number(IEnumerator<string> words)
    {
        string option = words.Current, text = Following(words);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1
            ? value
            : throw new ArgumentException($"{option} got '{text}', expected a whole number of at least 1.");
    }

    private static string Following(IEnumerator<string> words)
    {
        string option = words.Current;
        return words.MoveNext() ? words.Current : throw new ArgumentException($"{option} needs a value.");
    }
}
