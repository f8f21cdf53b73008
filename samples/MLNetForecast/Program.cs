using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Recurrent.MLNet;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Forecasting;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Series passengers = DemoSeries.AirPassengers;
var context = new MLContext();

if (args is ["predict", var zip])
{
    // 4. Another process: ML.NET finds the package that can read the zip by itself. A prediction engine gets the history in its row.
    ITransformer loaded = context.Model.Load(zip, out _);
    using var engine = context.Model.CreatePredictionEngine<History, Outlook>(loaded);
    Outlook outlook = engine.Predict(new History
    {
        Month = passengers.Times.Date(passengers.Length - 1)!.Value,
        Passengers = [.. passengers.Values.ToArray().Select(value => (float)value)],
    });
    Console.WriteLine(Bits(outlook));
    return 0;
}

// 1. Rows of one month each: from a list here, as well from a text file or a database.
IDataView months = context.Data.LoadFromEnumerable(Enumerable.Range(0, passengers.Length).Select(index => new Observation
{
    Month = passengers.Times.Date(index)!.Value,
    Passengers = (float)passengers.Values[index],
}));

// 2. Train. The options are those of the library, the columns have the names given here.
RecurrentForecastTransformer model = context.Forecasting.ForecastByRecurrentNetwork(
    new ForecasterOptions { Horizon = 12, Members = 2, Epochs = 10, Seed = 1 },
    new ForecastColumnNames { Value = "Passengers", Time = "Month", LowerBound = "Lower", UpperBound = "Upper" }).Fit(months);
Console.WriteLine($"Error on the last 12 months, held out (MASE): {model.Model.Metrics["test_mase"]:F2}; repeating the last year: {model.Model.Metrics["test_mase_seasonal_naive"]:F2}.");

// 3. The forecast of a row continues all rows up to it: the last one tells what comes after the data.
Outlook last = context.Data.CreateEnumerable<Outlook>(model.Transform(months), reuseRowObject: false).Last();
for (int step = 0; step < last.Forecast.Length; step++)
{
    Console.WriteLine($"{passengers.Times.Text(passengers.Length + step)}  {last.Forecast[step],6:F1}   90 %: {last.Lower[step],6:F1} to {last.Upper[step],6:F1}");
}

string file = Path.Combine(Path.GetTempPath(), $"passengers-{Environment.ProcessId}.zip");
context.Model.Save(model, months.Schema, file);
string said = Ask(file);
File.Delete(file);
bool isSame = said == Bits(last);
Console.WriteLine(isSame ? "A second process loaded the zip and says the same, bit for bit." : $"A second process says something else: {said}");
return isSame ? 0 : 1;

static string Bits(Outlook outlook) =>
    string.Join(' ', outlook.Forecast.Concat(outlook.Lower).Concat(outlook.Upper).Select(value => BitConverter.SingleToUInt32Bits(value).ToString("x8")));

// Starts this program again.
static string Ask(string file)
{
    string self = Environment.ProcessPath!;
    string[] host = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
    using Process process = Process.Start(new ProcessStartInfo(self, [.. host, "predict", file]) { RedirectStandardOutput = true })!;
    string said = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return said.Trim();
}

/// <summary>A row of the training data.</summary>
internal sealed class Observation
{
    public DateTime Month { get; set; }

    public float Passengers { get; set; }
}

/// <summary>What a prediction engine is asked: all values so far, and the month of the last one.</summary>
internal sealed class History
{
    public DateTime Month { get; set; }

    public float[] Passengers { get; set; } = [];
}

/// <summary>What it answers.</summary>
internal sealed class Outlook
{
    public float[] Forecast { get; set; } = [];

    public float[] Lower { get; set; } = [];

    public float[] Upper { get; set; } = [];
}
