namespace Recurrent.Golden;

/// <summary>One update of one parameter element; the state starts at zero and belongs to the element; steps count from 1.</summary>
internal delegate double ElementUpdate(double parameter, double gradient, int step, double[] state);

/// <summary>
/// The update rules once more in plain doubles. TorchSharp's optimisers are managed code of its own, not libtorch's,
/// so a fixture is only written when both agree.
/// </summary>
internal static class PlainOptimizers
{
    public static ElementUpdate Sgd(double rate, double momentum = 0, double decay = 0, bool nesterov = false) => (w, g, step, s) =>
    {
        g += decay * w;
        s[0] = step == 1 ? g : momentum * s[0] + g;
        return w - rate * (nesterov ? g + momentum * s[0] : momentum > 0 ? s[0] : g);
    };

    // Duchi, Hazan, Singer 2011.
    public static ElementUpdate Adagrad(double rate, double decay = 0, double rateDecay = 0, double epsilon = 1e-10) => (w, g, step, s) =>
    {
        g += decay * w;
        s[0] += g * g;
        return w - rate / (1 + (step - 1) * rateDecay) * g / (Math.Sqrt(s[0]) + epsilon);
    };

    // Zeiler 2012, algorithm 1.
    public static ElementUpdate Adadelta(double rate, double decay = 0, double rho = 0.9, double epsilon = 1e-6) => (w, g, _, s) =>
    {
        g += decay * w;
        s[0] = rho * s[0] + (1 - rho) * g * g;
        var change = Math.Sqrt(s[1] + epsilon) / Math.Sqrt(s[0] + epsilon) * g;
        s[1] = rho * s[1] + (1 - rho) * change * change;
        return w - rate * change;
    };

    // Tieleman, Hinton 2012; centred: Graves 2013, equations 38-45 with epsilon outside the root.
    public static ElementUpdate RmsProp(double rate, double decay = 0, double momentum = 0, bool centered = false) => (w, g, _, s) =>
    {
        const double alpha = 0.99;
        g += decay * w;
        s[0] = alpha * s[0] + (1 - alpha) * g * g;
        if (centered) s[1] = alpha * s[1] + (1 - alpha) * g;
        s[2] = momentum * s[2] + g / (Math.Sqrt(s[0] - s[1] * s[1]) + 1e-8);
        return w - rate * s[2];
    };

    // Kingma, Ba 2015, algorithm 1; decoupled: Loshchilov, Hutter 2019; AMSGrad: Reddi, Kale, Kumar 2018.
    public static ElementUpdate Adam(double rate, double decay = 0, bool decoupled = false, bool amsgrad = false) => (w, g, step, s) =>
    {
        if (decoupled) w -= rate * decay * w;
        else g += decay * w;
        Moments(g, s);
        s[2] = amsgrad ? Math.Max(s[2], s[1]) : s[1];
        return w - rate * (s[0] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(s[2] / (1 - Math.Pow(0.999, step))) + 1e-8);
    };

    // Dozat 2016, with the momentum schedule of its section 3.
    public static ElementUpdate NAdam(double rate, double decay = 0, double momentumDecay = 0.004) => (w, g, step, s) =>
    {
        g += decay * w;
        Moments(g, s);
        var current = 0.9 * (1 - 0.5 * Math.Pow(0.96, step * momentumDecay));
        var next = 0.9 * (1 - 0.5 * Math.Pow(0.96, (step + 1) * momentumDecay));
        s[3] = step == 1 ? current : s[3] * current;
        var estimate = next * s[0] / (1 - s[3] * next) + (1 - current) * g / (1 - s[3]);
        return w - rate * estimate / (Math.Sqrt(s[1] / (1 - Math.Pow(0.999, step))) + 1e-8);
    };

    // Liu et al. 2020, algorithm 2, with the rectification switched on above 5 as in PyTorch.
    public static ElementUpdate RAdam(double rate, double decay = 0) => (w, g, step, s) =>
    {
        g += decay * w;
        Moments(g, s);
        var mean = s[0] / (1 - Math.Pow(0.9, step));
        const double longest = 2 / (1 - 0.999) - 1;
        var power = Math.Pow(0.999, step);
        var length = longest - 2 * step * power / (1 - power);
        if (length <= 5) return w - rate * mean;
        var rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        return w - rate * mean * rectification * Math.Sqrt(1 - power) / (Math.Sqrt(s[1]) + 1e-8);
    };

    private static void Moments(double gradient, double[] state)
    {
        state[0] = 0.9 * state[0] + (1 - 0.9) * gradient;
        state[1] = 0.999 * state[1] + (1 - 0.999) * gradient * gradient;
    }
}
