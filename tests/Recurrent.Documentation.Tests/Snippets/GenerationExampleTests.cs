using Recurrent.Text.Embedded;
using Recurrent.Text.Generation;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class GenerationExampleTests
{
    [Fact]
    public void The_guide_example_writes_text_and_loads_what_it_saved()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("generation-").FullName, "model");
        string book = DemoStory.Make(paragraphs: 60, seed: 1), other = DemoStory.Make(paragraphs: 10, seed: 2);
        var options = new LanguageModelOptions { Layers = 1, Hidden = 24, Embedding = 16, BatchSize = 4, Segment = 32, Epochs = 2 };
        var console = new StringWriter();

        #region GenerationExample
        LanguageModel.Train(book, options: options).Model.Save(folder);       // book: TextFile.ReadAll("book.txt")

        LanguageModel model = LanguageModel.Load(folder);                     // in another process; thread-safe
        double bits = model.Evaluate(other).Model.BitsPerCharacter;
        foreach (string piece in model.Generate("Anna opens", new SamplingOptions { Temperature = 0.7, Length = 200 }))
        {
            console.Write(piece);                                             // as it is drawn
        }
        #endregion

        Assert.InRange(bits, 0.5, 5);
        Assert.Equal(200, console.ToString().Length);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
