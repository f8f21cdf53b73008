using System.Globalization;
using Microsoft.ML;
using Recurrent.MLNet.Host;

// Loads a model in a process that knows nothing of it, and writes what it says of the sample rows, bit by bit. Arguments: model, rows, output.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var context = new MLContext();
ITransformer model = context.Model.Load(args[0], out _);
File.WriteAllLines(args[2], ViewText.Lines(model.Transform(SampleRows.Named(context, args[1]))));
