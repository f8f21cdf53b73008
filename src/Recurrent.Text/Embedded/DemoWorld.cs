using Recurrent.Tensors.Random;
using Recurrent.Text.Answering;

namespace Recurrent.Text.Embedded;

/// <summary>Stories of a small world, generated: persons go to rooms and carry things, and questions ask where. The same stories every time.</summary>
/// <remarks>Where a thing is, is never said in one sentence: one must know who has it and where that one went, or where it was put down.</remarks>
public static class DemoWorld
{
    private const int Sentences = 8;
    private static readonly string[] Persons = ["Anna", "Ben", "Clara"];
    private static readonly string[] Rooms = ["kitchen", "garden", "office", "cellar"];
    private static readonly string[] Things = ["apple", "lamp"];

    /// <summary>Stories of eight sentences with a question at the end and one on the way.</summary>
    /// <param name="stories">How many, at least 0.</param>
    /// <param name="part">Another number gives other stories, for training, choosing and scoring.</param>
    /// <returns>Two questions a story.</returns>
    public static IReadOnlyList<StoryQuestion> Questions(int stories, int part = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stories);
        return [.. Enumerable.Range(0, stories).SelectMany(number => Story(new Draws(new RandomSource(1).Stream($"demo/world/{part}", (ulong)number)), number))];
    }

    private static IEnumerable<StoryQuestion> Story(Draws random, int number)
    {
        var (told, places, carriers) = (new List<string>(), new Dictionary<string, string>(), new Dictionary<string, string>());
        for (var step = 1; step <= Sentences; step++)
        {
            told.Add(Next(random, places, carriers));
            if (step is not (Sentences / 2 or Sentences)) continue;
            string[] known = [.. places.Keys.Order(StringComparer.Ordinal)];
            var asked = random.Of(known);
            yield return new StoryQuestion([.. told], Persons.Contains(asked) ? $"Where is {asked}?" : $"Where is the {asked}?", places[asked]) { Number = number };
        }
    }

    /// <summary>Lets something happen and says it in a sentence.</summary>
    private static string Next(Draws random, Dictionary<string, string> places, Dictionary<string, string> carriers)
    {
        var person = random.Of(Persons);
        var mine = Things.FirstOrDefault(thing => carriers.GetValueOrDefault(thing) == person);
        if (places.TryGetValue(person, out var here) && random.Of("go", "act") == "act")
        {
            if (mine is not null)
            {
                carriers.Remove(mine);
                return $"{person} {random.Of("dropped", "put down")} the {mine}.";
            }
            if (Things.FirstOrDefault(thing => !carriers.ContainsKey(thing) && places.GetValueOrDefault(thing, here) == here) is { } free)
            {
                (carriers[free], places[free]) = (person, here);
                return $"{person} {random.Of("took", "picked up")} the {free}.";
            }
        }
        places[person] = random.Of(Rooms);
        if (mine is not null) places[mine] = places[person];
        return $"{person} {random.Of("went", "walked", "moved")} to the {places[person]}.";
    }

    private sealed class Draws(RandomStream stream)
    {
        private RandomStream _stream = stream;

        public string Of(params string[] choices)
        {
            var chosen = choices[_stream.NextInt32(choices.Length)];
            _stream = _stream.Advance(1);
            return chosen;
        }
    }
}
