using System.Runtime.CompilerServices;
using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>Pins the checked spans of a pass and runs it on a team.</summary>
internal static unsafe class SequenceDriver
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in SequenceForward pass, ThreadTeam team)
    {
        fixed (float* input = pass.Input, inputWeights = pass.InputWeights, recurrentWeights = pass.RecurrentWeights)
        fixed (float* inputBias = pass.InputBias, recurrentBias = pass.RecurrentBias, packed = pass.PackedWeights)
        fixed (float* initialHidden = pass.InitialHidden, initialCell = pass.InitialCell)
        fixed (float* saved = pass.Saved, work = pass.Work, outputs = pass.Outputs, finalHidden = pass.FinalHidden, finalCell = pass.FinalCell)
        fixed (float* newHidden = pass.Zoneout.Hidden, newCell = pass.Zoneout.Cell)
        {
            ForwardJob job = default;
            job.Plan = pass.Plan;
            job.Layout = pass.Layout;
            job.Memory = pass.Memory;
            job.Saved = saved;
            job.Work = work;
            job.Input = input;
            job.Weights = pass.Memory.HasPackedWeights ? packed : work + pass.Memory.Weights;
            job.Pack.Layout = pass.Layout;
            job.Pack.InputWeights = inputWeights;
            job.Pack.RecurrentWeights = recurrentWeights;
            job.Pack.InputBias = inputBias;
            job.Pack.RecurrentBias = recurrentBias;
            job.Pack.Destination = work + pass.Memory.Weights;
            job.InitialHidden = initialHidden;
            job.InitialCell = initialCell;
            job.Outputs = outputs;
            job.FinalHidden = finalHidden;
            job.FinalCell = finalCell;
            job.Zoneout.Probability = pass.Zoneout.Probability;
            job.Zoneout.Hidden = newHidden;
            job.Zoneout.Cell = newCell;
            var split = new SequenceSplit(pass.Layout, pass.Plan, team.Threads);
            job.SplitsUnits = split.ByUnits;
            team.Run(job, split.Parts);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in SequenceBackward pass, ThreadTeam team)
    {
        fixed (float* recurrentWeights = pass.RecurrentWeights, saved = pass.Saved, outputs = pass.Outputs, initialHidden = pass.InitialHidden)
        fixed (float* outputGradient = pass.OutputGradient, finalHidden = pass.FinalHiddenGradient, finalCell = pass.FinalCellGradient)
        fixed (float* work = pass.Work, gateGradient = pass.GateGradient)
        fixed (float* initialHiddenGradient = pass.InitialHiddenGradient, initialCellGradient = pass.InitialCellGradient)
        fixed (float* newHidden = pass.Zoneout.Hidden, newCell = pass.Zoneout.Cell)
        {
            BackwardJob job = default;
            job.Plan = pass.Plan;
            job.Layout = pass.Layout;
            job.Memory = pass.Memory;
            job.RecurrentWeights = recurrentWeights;
            job.Saved = saved;
            job.Outputs = outputs;
            job.InitialHidden = initialHidden;
            job.OutputGradient = outputGradient;
            job.FinalHiddenGradient = finalHidden;
            job.FinalCellGradient = finalCell;
            job.Work = work;
            job.GateGradient = gateGradient;
            job.InitialHiddenGradient = initialHiddenGradient;
            job.InitialCellGradient = initialCellGradient;
            job.Zoneout.Probability = pass.Zoneout.Probability;
            job.Zoneout.Hidden = newHidden;
            job.Zoneout.Cell = newCell;
            var split = new SequenceSplit(pass.Layout, pass.Plan, team.Threads, isBackward: true);
            job.SplitsUnits = split.ByUnits;
            team.Run(job, split.Parts);
        }
    }
}
