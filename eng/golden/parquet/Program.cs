using Recurrent.Golden.Parquet;

// Writes the Parquet fixtures of tests/golden/parquet; see make.sh.
if (args is not [var folder]) throw new ArgumentException($"Got {args.Length} arguments, expected one: the folder to write to. Use eng/golden/parquet/make.sh.");

Directory.CreateDirectory(folder);
DemandFixtures.Write(folder);
TypeFixtures.Write(folder);
NestedFixtures.Write(folder);
return 0;
