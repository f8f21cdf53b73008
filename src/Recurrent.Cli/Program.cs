using System.Runtime.InteropServices;
using Recurrent.Cli;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Startup;

WideImage.Enter(args);

// The first signal asks for an orderly end (finish the step, write a checkpoint); the second one ends the process as usual.
using var cancellation = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    context.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandLineApp.RunAsync(args, Terminal.OfProcess(), cancellation.Token).ConfigureAwait(false);
