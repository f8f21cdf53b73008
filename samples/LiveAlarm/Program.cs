using System.Globalization;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.TimeSeries.Embedded;

// Four weeks of a server's load: twenty days to learn from, the other eight come "live".
DetectionTable load = DemoStreams.ServerLoad();
const int known = 20 * 288;

// 1. Train: no labels, only an allowed rate of false alarms.
DetectorTraining training = Detector.Train([load.Slice(0, known)], new DetectorOptions { FalseAlarmsPerDay = 1.0 / 7, Seed = 1 });
Console.WriteLine($"Trained for {training.Run.Epochs} epochs; at most {training.Model.FalseAlarmsPerDay:F2} false alarms a day are expected.");
Console.WriteLine();

// 2. A live stream: one row in, one verdict out. It never looks ahead, allocates nothing, and goes on learning.
DetectorStream stream = training.Model.OpenStream();
Console.WriteLine("time               load  expected   off by    score");
for (int row = known; row < load.Rows; row++)
{
    Detection verdict = stream.Push(load.Ticks(row), load.Row(row));
    if (!verdict.IsAnomaly)
    {
        continue;
    }

    // 3. An alarm says what was expected instead, and how far off the value is in units of the channel's usual spread.
    string time = new DateTime(load.Ticks(row)).ToString("ddd dd MMM HH:mm", CultureInfo.InvariantCulture);
    string truth = load.Labels[row] ? "a fault" : "false alarm";
    Console.WriteLine($"{time} {load.Row(row)[0],6:F1} {verdict.Expected,9:F1} {verdict.Deviation,8:F1} {verdict.Score,8:F3}   {truth}");
}
