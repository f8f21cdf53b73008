namespace Recurrent.Text.Tagging;

/// <summary>The distinct tokens of some sentences, so that each is encoded once.</summary>
internal sealed class WordTable
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _tokens = [];

    /// <summary>The distinct tokens in the order they first come.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>The places of a sentence's tokens among the distinct ones.</summary>
    public int[] Add(IReadOnlyList<string> sentence)
    {
        var places = new int[sentence.Count];
        for (var index = 0; index < places.Length; index++)
        {
            var token = sentence[index];
            if (!_places.TryGetValue(token, out places[index]))
            {
                places[index] = _tokens.Count;
                _places.Add(token, places[index]);
                _tokens.Add(token);
            }
        }

        return places;
    }
}
