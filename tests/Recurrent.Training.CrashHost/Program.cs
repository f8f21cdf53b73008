using Recurrent.Training;
using Recurrent.Training.CrashHost;
using Recurrent.Training.Optimizers;

// Trains without end and writes a checkpoint after every step, so that whoever kills it mostly hits the middle of a write.
var model = new SampleModel(seed: 3);
var trainer = new Trainer(model, new Adam(ParameterGroup.All(model)), new TrainOptions
{
    MaximumEpochs = int.MaxValue,
    CheckpointFolder = args[0],
    CheckpointEverySteps = 1,
    Threads = 1,
});
trainer.TryResume();
trainer.Run(new SampleJob(model));
