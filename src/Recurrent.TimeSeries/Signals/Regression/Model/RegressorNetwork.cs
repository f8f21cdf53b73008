using Recurrent.Layers;
using Recurrent.TimeSeries.Signals.Regression.StateSpace;

namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>The members of a regressor.</summary>
internal sealed class RegressorNetwork : Module
{
    public RegressorNetwork(RegressorArchitecture architecture)
    {
        Members =
        [
            .. architecture.Members.Select((member, number) => AddModule(
                $"member{number}", new StateSpaceNetwork(new StateSpaceShape(architecture.Inputs, architecture.Outputs, member.States, member.Units)))),
        ];
    }

    public IReadOnlyList<StateSpaceNetwork> Members { get; }
}
