using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Optimizers;

/// <summary>The first three steps of every optimizer, in the default precision of its options.</summary>
internal static class OptimizerCases
{
    private const int StepCount = 3;
    private const double Rate = 0.01f;
    private const double Share = 0.9f;
    private const double SquareShare = 0.999f;
    private const double Epsilon = 1e-7f;

    /// <summary>
    /// One parameter's change: gradient, kept values, step and parameter in; out the change, and the change were no term of another sign,
    /// because it is of the size of the terms that each is rounded.
    /// </summary>
    private delegate (double Change, double Size) Rule(double g, double[] kept, int step, double w);

    public static IEnumerable<KernelCase> All =>
    [
        Case("sgd", () => new Sgd((float)Rate), (g, _, _, _) => (-Rate * g, Rate * Math.Abs(g))),
        Case("sgd with momentum", () => new Sgd((float)Rate, (float)Share), (g, kept, _, _) => Roll(g, kept)),
        Case("sgd with Nesterov's momentum", () => new Sgd((float)Rate, (float)Share, nesterov: true), LookAhead),
        Case("rmsprop", () => new RmsProp((float)Rate, (float)Share, (float)Epsilon), RmsProp),
        Case("adam", () => new Adam((float)Rate, (float)Share, (float)SquareShare, (float)Epsilon), Adam),
        .. KerasRules.Cases.Where(rule => !Own.Contains(rule.Key)).Select(rule => Case(
            rule.Key,
            rule.Value.Create,
            (g, kept, step, w) => rule.Value.Rule(g, kept, step, w) is var change ? (change, Math.Abs(change)) : default,
            // Of gradients that do not fade, the last mean square is the greatest.
            rule.Key.Contains("amsgrad", StringComparison.Ordinal) ? 0.25f : 1)),
    ];

    private static readonly string[] Own = ["sgd", "momentum", "nesterov", "rmsprop", "adam"];

    private static KernelCase Case(string name, Func<Optimizer> create, Rule rule, float fading = 1)
        => new(name, new Operand(Use.Updated, Operands.Elements, Operands.Between(-1, 1)), Operands.Read())
        {
            RunAllocates = true,
            Run = a =>
            {
                Optimizer optimizer = create();
                float[] faded = a[1].ToArray();
                for (int step = 0; step < StepCount; step++)
                {
                    optimizer.Step(a, a[0], step == 0 || fading == 1 ? a[1] : faded);
                    for (int i = 0; i < faded.Length; i++)
                        faded[i] *= fading;
                }
            },
            Expect = (_, _, x) => new([[.. x[0].Zip(x[1], (w, g) => Steps(w, g, rule, fading))]], []),
        };

    private static Near Steps(double w, double g, Rule rule, float fading)
    {
        double[] kept = new double[4];
        double error = 0;
        for (int step = 1; step <= StepCount; step++)
        {
            var (change, size) = rule(g, kept, step, w);
            w += change;
            g *= fading;
            error += Near.Rounding * (Math.Abs(w) + Math.Abs(change) + 6 * step * size);
        }

        return Near.Within(w, error);
    }

    private static (double Change, double Size) Roll(double g, double[] kept)
    {
        kept[0] = Share * kept[0] - Rate * g;
        kept[1] = Share * kept[1] + Rate * Math.Abs(g);
        return (kept[0], kept[1]);
    }

    private static (double Change, double Size) LookAhead(double g, double[] kept, int step, double w)
    {
        var (velocity, size) = Roll(g, kept);
        return (Share * velocity - Rate * g, Share * size + Rate * Math.Abs(g));
    }

    private static (double Change, double Size) RmsProp(double g, double[] kept, int step, double w)
    {
        kept[0] = Share * kept[0] + (1 - Share) * g * g;
        double change = -Rate * g / Math.Sqrt(kept[0] + Epsilon);
        return (change, Math.Abs(change));
    }

    private static (double Change, double Size) Adam(double g, double[] kept, int step, double w)
    {
        kept[0] = Share * kept[0] + (1 - Share) * g;
        kept[1] = SquareShare * kept[1] + (1 - SquareShare) * g * g;
        kept[2] = Share * kept[2] + (1 - Share) * Math.Abs(g);
        double rate = Rate * Math.Sqrt(1 - Math.Pow(SquareShare, step)) / (1 - Math.Pow(Share, step)) / (Math.Sqrt(kept[1]) + Epsilon);
        return (-rate * kept[0], rate * kept[2]);
    }
}
