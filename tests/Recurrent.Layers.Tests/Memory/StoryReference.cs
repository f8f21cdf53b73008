using static Recurrent.Layers.Tests.Memory.PlainMath;

namespace Recurrent.Layers.Tests.Memory;

/// <summary>Readers of stories in double precision, one story at a time, as the papers write them.</summary>
internal static class StoryReference
{
    public const int Size = 4;
    public const int Hops = 2;
    public const int Ages = 3;
    public const int Blocks = 3;

    public static double[] EndToEnd(IReadOnlyDictionary<string, double[]> w, int[][] story, bool isAdjacent, bool isGated, bool isLinear, int[] answers)
    {
        int[][] sentences = story[..^1];
        double[] state = Sentence(w[isAdjacent ? "table0" : "question"], story[^1]);
        for (int hop = 0; hop < Hops; hop++)
        {
            int table = isAdjacent ? hop : 0;
            double[][] keys = Memories(table), values = Memories(table + 1);
            double[] scores = [.. keys.Select(key => Dot(state, key))];
            double[] read = Weighted(isLinear || scores.Length == 0 ? scores : Softmax(scores), values, Size);
            double[] before = isAdjacent ? state : Product(w["between.weight"], state);
            double[] gate = isGated ? [.. Sum(Product(w[$"gate{hop}.weight"], state), w[$"gate{hop}.bias"]).Select(Sigmoid)] : [];
            state = isGated ? [.. before.Select((one, index) => (gate[index] * read[index]) + ((1 - gate[index]) * one))] : Sum(before, read);
        }

        return isAdjacent ? [.. answers.Select(token => Dot(Row(w[$"table{Hops}"], token, Size), state))] : Product(w["output"], state);

        double[][] Memories(int table) => [.. sentences.Select((one, place) => Sum(Sentence(w[$"table{table}"], one), Row(w[$"time{table}"], Math.Min(sentences.Length - 1 - place, Ages - 1), Size)))];
    }

    public static double[] Reduction(IReadOnlyDictionary<string, double[]> w, int[][] story, bool isShared, bool hasVectorGates)
    {
        double[][] sentences = [.. story[..^1].Select(one => Sentence(w["words.weight"], one))];
        double[] question = Sentence(w["words.weight"], story[^1]), last = new double[Size];
        double[][] queries = [.. sentences.Select(_ => question)];
        for (int layer = 0; layer < Hops; layer++)
        {
            string name = $"layer{(isShared ? 0 : layer)}";
            double[][] update = Gates("update"), reset = Gates("reset");
            double[][] candidates = [.. sentences.Select((x, t) => Sum(Product(w[name + ".candidate.weight"], [.. x, .. queries[t]]), w[name + ".candidate.bias"]).Select(Math.Tanh).ToArray())];
            double[][] forward = Scan([.. Enumerable.Range(0, sentences.Length)]), backward = Scan([.. Enumerable.Range(0, sentences.Length).Reverse()]);
            last = sentences.Length == 0 ? new double[Size] : forward[^1];
            queries = [.. forward.Zip(backward, (a, b) => Sum(a, b))];

            double[][] Gates(string gate) => [.. sentences.Select((x, t) => Wide(Sum(Product(w[$"{name}.{gate}.weight"], Times(x, queries[t])), w[$"{name}.{gate}.bias"]).Select(Sigmoid).ToArray()))];
            double[][] Scan(int[] order)
            {
                var states = new double[sentences.Length][];
                double[] before = new double[Size];
                foreach (int t in order)
                    states[t] = before = [.. before.Select((h, i) => (update[t][i] * reset[t][i] * candidates[t][i]) + ((1 - update[t][i]) * h))];
                return states;
            }
        }

        return Sum(Product(w["output.weight"], last), w["output.bias"]);

        double[] Wide(double[] gate) => hasVectorGates ? gate : [.. Enumerable.Repeat(gate[0], Size)];
    }

    public static double[] Entities(IReadOnlyDictionary<string, double[]> w, int[][] story, List<double>? looked = null)
    {
        var gates = new List<double[]>();
        double[][] keys = [.. Enumerable.Range(0, Blocks).Select(block => Row(w["keys"], block, Size))], blocks = keys;
        foreach (double[] sentence in story[..^1].Select(one => Sentence(w["words.weight"], one)))
        {
            gates.Add([.. blocks.Select((h, j) => Sigmoid(Dot(sentence, h) + Dot(sentence, keys[j])))]);
            blocks = [.. blocks.Select((h, j) =>
            {
                double gate = gates[^1][j];
                double[] candidate = Activated(Sum(Product(w["state.weight"], h), Product(w["key.weight"], keys[j]), Product(w["sentence.weight"], sentence)));
                double[] changed = Sum(h, Scale(gate, candidate));
                return Scale(1 / Math.Sqrt(Dot(changed, changed)), changed);
            })];
        }

        double[] question = Sentence(w["words.weight"], story[^1]);
        double[] shares = Softmax([.. blocks.Select(h => Dot(question, h))]), found = Weighted(shares, blocks, Size);
        looked?.AddRange(gates.Select(one => Dot(one, shares)));
        return Product(w["output.weight"], Activated(Sum(question, Product(w["memory.weight"], found))));

        double[] Activated(double[] vector) => [.. vector.Select((x, i) => Math.Max(0, x) + (w["slope"][i] * Math.Min(0, x)))];
    }

    /// <summary>Two layers of simple recurrence over sentences beside the question, the question itself last.</summary>
    public static double[] SequenceOfRnn(IReadOnlyDictionary<string, double[]> w, int[][] story)
    {
        double[] question = Sentence(w["words.weight"], story[^1]);
        double[][] states = [new double[Size], new double[Size]];
        foreach (int[] words in story)
        {
            double[] input = [.. Sentence(w["words.weight"], words), .. question];
            for (int layer = 0; layer < Hops; layer++)
            {
                double[] sums = Sum(Product(w[$"layers.weight_ih_l{layer}"], input), w[$"layers.bias_ih_l{layer}"], Product(w[$"layers.weight_hh_l{layer}"], states[layer]), w[$"layers.bias_hh_l{layer}"]);
                input = states[layer] = [.. sums.Select(Math.Tanh)];
            }
        }

        return Sum(Product(w["output.weight"], states[^1]), w["output.bias"]);
    }

    /// <summary>Σ_j l_j ⊙ e_j with position encoding.</summary>
    private static double[] Sentence(double[] table, int[] words) => Sum([.. words.Select((word, index) => Row(table, word, Size).Select((value, feature) =>
    {
        double place = (index + 1.0) / words.Length, share = (feature + 1.0) / Size;
        return (1 - place - (share * (1 - (2 * place)))) * value;
    }).ToArray())]);
}
