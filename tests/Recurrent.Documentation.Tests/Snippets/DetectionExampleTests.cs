using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.TimeSeries.Embedded;

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class DetectionExampleTests
{
    [Fact]
    public void The_guide_example_finds_faults_and_loads_what_it_saved()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("detection-").FullName, "model");
        DetectionTable load = DemoStreams.ServerLoad();
        var options = new DetectorOptions { FalseAlarmsPerDay = 1.0 / 7, Epochs = 2 };
        int alarms = 0;

        #region DetectionExample
        DetectionTable usual = load.Slice(0, 5760);                // or DetectionReader.Read("sensor.csv")
        Detector.Train([usual], options).Model.Save(folder);

        Detector detector = Detector.Load(folder);                 // in another process; any number of streams, one thread each
        DetectorStream stream = detector.OpenStream();
        for (int row = 5760; row < load.Rows; row++)
        {
            Detection verdict = stream.Push(load.Ticks(row), load.Row(row));
            if (verdict.IsAnomaly)
            {
                string channel = detector.Channels[verdict.Channel];
                double expected = verdict.Expected, spreadsOff = verdict.Deviation;
                alarms++;
            }
        }
        #endregion

        Assert.InRange(alarms, 3, 6);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
