using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongMemory;
using LongMemory.Tasks;

const string usage = """
    usage: TASK [key=value ...]        tasks: adding, copy, selective-copy, parity, dyck, digits-pixels, digits-permuted, digits-rows
           table [key=value ...]       every cell at every task and several lengths
    keys: length, seeds=1,2,3, must, aim, out=RESULT.json, data=FOLDER of the digits, cells=a,b:init (table), and
          cell, hidden, layers, batch, steps, rate, clip, dropout, init, grow, short, look, enough, threads, positions, heads. Without out nothing is written.
    """;
if (args.Length == 0)
{
    Console.Error.WriteLine(usage);
    return 2;
}

var own = new Dictionary<string, string>
{
    ["length"] = "200",
    ["seeds"] = "1",
    ["must"] = "",
    ["aim"] = "",
    ["out"] = "",
    ["data"] = "../shared/data/signal-processing/sequential-mnist",
    ["cells"] = "rnn,rnn:irnn,lstm,lstm:chrono,gru,indrnn,sru,mingru,minlstm",
};
try
{
    var settings = new LongSettings();
    foreach (string word in args.Skip(1))
    {
        string[] parts = word.Split('=', 2);
        if (parts.Length < 2) throw new FormatException($"Got '{word}'; expected key=value.");
        if (own.ContainsKey(parts[0])) own[parts[0]] = parts[1];
        else settings = settings.With(parts[0], parts[1]);
    }

    JsonNode result = args[0] == "table" ? ComparisonTable.Run(own["cells"].Split(','), settings, own["data"], Console.Out) : RunSeeds(settings);
    if (own["out"].Length > 0) File.WriteAllText(own["out"], result.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    return 0;
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(usage);
    return 2;
}

JsonObject RunSeeds(LongSettings settings)
{
    LongTask task = LongTasks.Create(args[0], LongSettings.Whole(own["length"]), own["data"]);
    Console.WriteLine($"{args[0]}, {task.Time} steps, {settings.Layers} × {settings.Cell} of {settings.Hidden}, {settings.Initialization} start, batches of {settings.Batch}, rate {settings.Rate}");
    var runs = new List<LongRun>();
    foreach (string seed in own["seeds"].Split(','))
    {
        runs.Add(LongRun.Of(task, settings with { Seed = ulong.Parse(seed, CultureInfo.InvariantCulture) }, isQuiet: false));
        Console.WriteLine($"seed {seed}: {task.Measure} {runs[^1].Score:G4} (remembering nothing: {task.Baseline:G4}), all answers {runs[^1].AllSteps:G4}, {runs[^1].Steps} updates, {runs[^1].Seconds:F0} s");
    }

    return LongResult.Of(args[0], task, settings, runs, own);
}
