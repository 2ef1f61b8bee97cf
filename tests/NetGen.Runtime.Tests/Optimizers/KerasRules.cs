namespace NetGen.Runtime.Tests.Optimizers;

/// <summary>The rules of Keras' optimizers as its documentation and the papers write them, in double and for one parameter.</summary>
internal static class KerasRules
{
    public const double Rate = 0.01f;
    public const double Share = 0.9f;
    public const double SquareShare = 0.999f;
    public const double Epsilon = 1e-7f;

    private const double LionShare = 0.99f;
    private const double Decay = 0.004f;
    private const double Start = 0.1f;

    // No gradient of a float has a greater square than this, 2^128 times the greatest float, and no greater sum of them is kept.
    private const double Greatest = float.MaxValue * 340282366920938463463374607431768211456.0;

    /// <summary>One parameter's change: gradient, kept values, step number from 1 on and the parameter in.</summary>
    public delegate double Rule(double g, double[] kept, int step, double w);

    public static Dictionary<string, (Func<Optimizer> Create, Rule Rule)> Cases { get; } = new()
    {
        ["sgd"] = (() => new Sgd(Rate), (g, _, _, _) => -Rate * g),
        ["momentum"] = (() => new Sgd(Rate, Share), (g, kept, _, _) => kept[0] = Share * kept[0] - Rate * g),
        ["nesterov"] = (() => new Sgd(Rate, Share, nesterov: true), (g, kept, _, _) => Share * (kept[0] = Share * kept[0] - Rate * g) - Rate * g),
        ["rmsprop"] = (() => new RmsProp(Rate, Share, Epsilon), (g, kept, _, _) => -Increment(g, kept)),
        ["rmsprop with momentum"] = (() => new RmsProp(Rate, Share, Epsilon, 0.5), (g, kept, _, _) => kept[1] = 0.5 * kept[1] - Increment(g, kept)),
        ["centered rmsprop"] = (() => new RmsProp(Rate, Share, Epsilon, centered: true), (g, kept, _, _) => -Centered(g, kept)),
        ["centered rmsprop with momentum"] =
            (() => new RmsProp(Rate, Share, Epsilon, 0.5, centered: true), (g, kept, _, _) => kept[2] = 0.5 * kept[2] - Centered(g, kept)),
        ["adam"] = (() => new Adam(Rate, Share, SquareShare, Epsilon), (g, kept, step, _) => Adam(g, kept, step, isGreatest: false)),
        ["amsgrad"] = (() => new Adam(Rate, Share, SquareShare, Epsilon, amsgrad: true), (g, kept, step, _) => Adam(g, kept, step, isGreatest: true)),
        ["adamw"] = (
            () => new AdamW(Rate, Decay, Share, SquareShare, Epsilon),
            (g, kept, step, w) => Adam(g, kept, step, isGreatest: false) - Rate * Decay * w),
        ["adamw with amsgrad"] = (
            () => new AdamW(Rate, Decay, Share, SquareShare, Epsilon, amsgrad: true),
            (g, kept, step, w) => Adam(g, kept, step, isGreatest: true) - Rate * Decay * w),
        ["nadam"] = (() => new Nadam(Rate, Share, SquareShare, Epsilon), Nadam),
        ["adamax"] = (() => new Adamax(Rate, Share, SquareShare, Epsilon), Adamax),
        ["adagrad"] = (() => new Adagrad(Rate, Start, Epsilon), Adagrad),
        ["adadelta"] = (() => new Adadelta(Rate, Share, Epsilon), Adadelta),
        ["lion"] = (() => new Lion(Rate, Share, LionShare), Lion),
    };

    private static double Increment(double g, double[] kept)
    {
        kept[0] = Share * kept[0] + (1 - Share) * g * g;
        return Rate * g / Math.Sqrt(kept[0] + Epsilon);
    }

    private static double Centered(double g, double[] kept)
    {
        kept[0] = Share * kept[0] + (1 - Share) * g * g;
        kept[1] = Share * kept[1] + (1 - Share) * g;
        return Rate * g / Math.Sqrt(kept[0] - kept[1] * kept[1] + Epsilon);
    }

    private static double Adam(double g, double[] kept, int step, bool isGreatest)
    {
        kept[0] = Share * kept[0] + (1 - Share) * g;
        kept[1] = SquareShare * kept[1] + (1 - SquareShare) * g * g;
        kept[2] = Math.Max(kept[2], kept[1]);
        var rate = Rate * Math.Sqrt(1 - Math.Pow(SquareShare, step)) / (1 - Math.Pow(Share, step));
        return -rate * kept[0] / (Math.Sqrt(isGreatest ? kept[2] : kept[1]) + Epsilon);
    }

    private static double Nadam(double g, double[] kept, int step, double w)
    {
        static double ShareOf(int step) => Share * (1 - 0.5 * Math.Pow(0.96, step));
        kept[0] = Share * kept[0] + (1 - Share) * g;
        kept[1] = SquareShare * kept[1] + (1 - SquareShare) * g * g;
        var product = Enumerable.Range(1, step).Aggregate(1.0, (product, i) => product * ShareOf(i));
        var ahead = ShareOf(step + 1) * kept[0] / (1 - product * ShareOf(step + 1)) + (1 - ShareOf(step)) * g / (1 - product);
        return -Rate * ahead / (Math.Sqrt(kept[1] / (1 - Math.Pow(SquareShare, step))) + Epsilon);
    }

    private static double Adamax(double g, double[] kept, int step, double w)
    {
        kept[0] = Share * kept[0] + (1 - Share) * g;
        kept[1] = Math.Max(SquareShare * kept[1], Math.Abs(g));
        return -Rate / (1 - Math.Pow(Share, step)) * kept[0] / (kept[1] + Epsilon);
    }

    private static double Adagrad(double g, double[] kept, int step, double w)
    {
        var sum = (step == 1 ? Start : kept[0]) + g * g;
        kept[0] = double.IsFinite(sum) ? Math.Min(sum, Greatest) : sum;
        return -Rate * g / Math.Sqrt(sum + Epsilon);
    }

    private static double Adadelta(double g, double[] kept, int step, double w)
    {
        kept[0] = Share * kept[0] + (1 - Share) * g * g;
        var change = Math.Sqrt(kept[1] + Epsilon) * g / Math.Sqrt(kept[0] + Epsilon);
        kept[1] = Share * kept[1] + (1 - Share) * change * change;
        return -Rate * change;
    }

    private static double Lion(double g, double[] kept, int step, double w)
    {
        // Below this a gradient counts as none.
        var counted = Math.Abs(g) < UpdateMath.LeastGradient ? 0 : g;
        var direction = Share * kept[0] + (1 - Share) * counted;
        kept[0] = LionShare * kept[0] + (1 - LionShare) * counted;
        return double.IsNaN(direction) ? double.NaN : -Rate * Math.Sign(direction);
    }
}
