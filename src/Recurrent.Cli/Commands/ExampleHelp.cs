using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Recurrent.Cli.Commands;

/// <summary>The usual help followed by examples of the command.</summary>
internal sealed class ExampleHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in Of(parseResult.CommandResult.Command)) output.WriteLine($"  {example}");
        output.WriteLine();
        return code;
    }

    private static string[] Of(Command command) => command.Name switch
    {
        "demo" => ["rnn demo", "rnn demo forecast --out first-look", "rnn demo detect", "rnn demo plant", "rnn demo generate"],
        "train" => ["rnn train forecast sales.csv", "rnn train detect sensor.csv", "rnn train signal words/", "rnn train classify reviews.csv", "rnn train forecast --help"],
        "forecast" =>
        [
            "rnn train forecast sales.csv",
            "rnn train forecast sales.csv --horizon 28 --future-cov promotion,holiday --static store",
            "rnn train forecast load.csv.gz --time-col timestamp --target-col megawatt --freq hourly --horizon 48",
            "rnn train forecast Hourly-train.csv --wide --test Hourly-test.csv",
            "rnn train forecast sales.csv --cell gru --hidden 64 --set learning_rate=0.002 --seed 7",
        ],
        "detect" =>
        [
            "rnn train detect sensor.csv",
            "rnn train detect healthy-runs/ --test faulty-runs/ --label-col anomaly",
            "rnn train detect machine.csv --channels pressure,current --method predict --false-alarms-per-day 0.5",
            "rnn train detect load.csv --train-rows 600 --quiet-rows 0 --seed 7",
        ],
        "signal" =>
        [
            "rnn train signal words/",
            "rnn train signal recordings.csv --group-col speaker --test-share 0.25",
            "rnn train signal strokes.csv --id-col id --label-col letter --members 3",
            "rnn train signal train/ --test test/ --features mfcc --seed 7",
        ],
        "classify" =>
        [
            "rnn train classify reviews.csv",
            "rnn train classify train.tsv --valid dev.tsv --test test.tsv",
            "rnn train classify posts.jsonl --text-col body --label-col topics --class-weights balanced",
            "rnn train classify reviews.csv --unit bpe --cell lstm --ensemble 5 --seed 7",
        ],
        "generate" =>
        [
            "rnn train generate book.txt",
            "rnn train generate news.txt.gz --level word --valid dev.txt --test test.txt",
            "rnn generate models/book-generate --prompt \"Once upon\" --length 500",
            "rnn generate models/book-generate --temperature 0.5 --top-p 0.9 --stop \"THE END\" --seed 7",
        ],
        "tag" =>
        [
            "rnn train tag train.conll",
            "rnn train tag train.conll.gz --valid dev.conll --test test.conll --seed 7",
            "rnn train tag train.conll --vectors glove.6B.100d.txt --hidden 200",
            "rnn train tag train.conll --characters recurrent --dropout 0.3 --epochs 15",
        ],
        "translate" =>
        [
            "rnn train translate --source train.en --target train.de",
            "rnn train translate --source train.en --target train.de --valid-source val.en --valid-target val.de --test-source test.en --test-target test.de",
            "rnn train translate --source train.en --target train.de --tokens word --input-feeding true --attention additive",
        ],
        "answer" =>
        [
            "rnn train answer qa1_train.txt --test qa1_test.txt",
            "rnn train answer qa1_train.txt qa2_train.txt qa3_train.txt --restarts 5",
            "rnn train answer stories.txt.gz --reader reduction --hops 3 --kept 3 --seed 7",
        ],
        "predict" =>
        [
            "rnn predict models/sales-forecast",
            "rnn predict models/sales-forecast newer-sales.csv --out forecast.csv",
            "rnn predict models/sales-forecast --future promotions.csv --horizon 14",
            "cat newer-sales.csv | rnn predict models/sales-forecast - > forecast.csv",
            "tail -F sensor.csv | rnn predict models/sensor-detect - --explain",
            "rnn predict models/words-signal new-recordings/ --out labels.csv",
            "cat new-reviews.txt | rnn predict models/reviews-classify - > labels.csv",
            "rnn predict models/news-tag - --tag-probabilities < sentences.txt",
            "rnn predict models/train-translate sentences.en --beam 5 --n-best 3",
            "rnn predict models/qa1_train-answer new-stories.txt --explain",
        ],
        "evaluate" =>
        [
            "rnn evaluate models/sales-forecast",
            "rnn evaluate models/sales-forecast newer-sales.csv --json",
            "rnn evaluate models/sensor-detect labelled.csv --json",
            "rnn evaluate models/words-signal test/ --json",
            "rnn evaluate models/reviews-classify test.tsv --json",
            "rnn evaluate models/news-tag test.conll --json",
            "rnn evaluate models/train-translate --source test.en --target test.de --json",
            "rnn evaluate models/hourly Hourly-test.csv --wide --history Hourly-train.csv",
        ],
        "inspect" => ["rnn inspect models/sales-forecast", "rnn inspect weights.safetensors --json"],
        "import" =>
        [
            "rnn import weights.safetensors --out models/mine",
            "rnn import checkpoint.pt --out models/mine --embedding words",
            "rnn import model.keras --out models/mine",
            "rnn predict models/mine steps.csv --layer encoder.lstm --out outputs.csv",
        ],
        "export" =>
        [
            "rnn export models/sales-forecast --onnx sales.onnx",
            "rnn export models/train-translate --onnx translate.onnx --force",
            "rnn export models/story-generate --onnx story.onnx --json",
        ],
        "diagnose" =>
        [
            "rnn diagnose --cell rnn,lstm,gru --length 200 --html flow.html",
            "rnn diagnose --cell rnn:pytorch,rnn,rnn:default:1.5,lstm:chrono --svg flow.svg",
            "rnn diagnose --cell rnn:default:1.4 --updates 300 --clip 1",
            "rnn diagnose models/reviews-classify test.tsv --html flow.html",
            "rnn diagnose classify reviews.csv --cell rnn,lstm,mingru --updates 100 --csv flow.csv",
            "rnn diagnose models/train-translate --source test.en --target test.de --json",
        ],
        "bench" => ["rnn bench", "rnn bench --quick --json", "rnn bench --threads 1"],
        _ => ["rnn demo", "rnn train forecast sales.csv --horizon 12", "rnn predict models/sales-forecast --out forecast.csv", "rnn evaluate models/sales-forecast newer.csv --json"],
    };
}
