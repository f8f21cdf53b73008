using System.Globalization;
using Recurrent.Layers;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>The networks of all fits as one module, so that their weights lie in one file.</summary>
internal sealed class FitModule : Module
{
    public FitModule(IReadOnlyList<VolatilityNetwork[]> fits)
    {
        Fits = fits;
        for (var fit = 0; fit < fits.Count; fit++)
            for (var member = 0; member < fits[fit].Length; member++)
                AddModule(string.Create(CultureInfo.InvariantCulture, $"fit{fit}_member{member}"), fits[fit][member]);
    }

    public IReadOnlyList<VolatilityNetwork[]> Fits { get; }
}
