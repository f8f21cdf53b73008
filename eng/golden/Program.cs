using Recurrent.Golden;
using TorchSharp;

if (args.Length != 1 || !Directory.Exists(args[0]))
    throw new ArgumentException($"Got {args.Length} arguments, expected one: the existing folder to write to. Use eng/golden/make.sh.");

torch.set_num_threads(1);
var folder = new FixtureFolder(args[0]);
RecurrentFixtures.Write(folder);
VariantFixtures.Write(folder);
PaperCellFixtures.Write(folder);
OptimizerFixtures.Write(folder);
ScheduleFixtures.Write(folder);
LossFixtures.Write(folder);
OperationFixtures.Write(folder);
TransformerFixtures.Write(folder);
folder.WriteManifest();
return 0;
