using System.Runtime.CompilerServices;
using Microsoft.ML;
using Recurrent.MLNet;
using Recurrent.MLNet.Interior;

// See eng/mlnet/OpenReferences.targets for what this is needed for.
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Core")]
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Data")]

// A saved model names this assembly; ML.NET loads it by itself and finds here who reads which entry, so nobody has to register anything.
[assembly: LoadableClass(typeof(RecurrentForecastTransformer), null, typeof(SignatureLoadModel), "Recurrent forecasting", ModelEntry.ForecastLoader)]
[assembly: LoadableClass(typeof(RecurrentDetectionTransformer), null, typeof(SignatureLoadModel), "Recurrent anomaly detection", ModelEntry.DetectionLoader)]
[assembly: LoadableClass(typeof(RecurrentTextTransformer), null, typeof(SignatureLoadModel), "Recurrent text classification", ModelEntry.TextLoader)]
[assembly: LoadableClass(typeof(RecurrentTaggingTransformer), null, typeof(SignatureLoadModel), "Recurrent tagging", ModelEntry.TaggingLoader)]
