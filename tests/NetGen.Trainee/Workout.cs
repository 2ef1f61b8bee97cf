using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Trainee;

/// <summary>Trains and predicts long enough for the JIT to compile all of it a second time, with every layer, activation, loss, optimizer and metric.</summary>
internal static class Workout
{
    private const int Samples = 96;

    // Compilation at the next tier starts after 30 calls.
    private const int Calls = 40;

    private static readonly Type[] Networks = [typeof(Every), typeof(Labels), typeof(Curve), typeof(Robust), typeof(Merged), typeof(Large)];

    public static void Run()
    {
        Metric[] forClasses = [new Accuracy(), new TopKAccuracy(3), new Precision(), new Recall(), new F1(), new ConfusionMatrix(), new LogLoss(), new CalibrationError()];
        Metric[] forBits = [new Accuracy(), new AreaUnderCurve(), new AveragePrecision()];
        Metric[] forValues = [new Mae(), new Mse(), new Rmse(), new R2()];
        Func<Optimizer>[] optimizers = [() => new Sgd(0.001), () => new Sgd(0.001, 0.9), () => new Sgd(0.001, 0.9, nesterov: true), () => new RmsProp(), () => new Adam()];
        // Their updates differ and nothing else does, so one network is enough.
        Func<Optimizer>[] others =
        [
            () => new RmsProp(momentum: 0.5), () => new RmsProp(centered: true), () => new RmsProp(momentum: 0.5, centered: true),
            () => new Adam(amsgrad: true), () => new AdamW(), () => new AdamW(amsgrad: true), () => new Nadam(), () => new Adamax(),
            () => new Adagrad(), () => new Adadelta(), () => new Lion(0.0001),
        ];
        Func<Optimizer>[] whole = [() => new Lbfgs()];
        CheckAllAreThere([.. forClasses, .. forBits, .. forValues], [.. optimizers.Concat(others).Concat(whole).Select(create => create())]);

        // The second round runs what the first has had compiled again.
        for (var round = 0; round < 2; round++)
        {
            foreach (var create in optimizers)
            {
                Train(new Every(1), Every.InputLength, Dataset.Classification(Values(Every.InputLength), Classes(Every.OutputLength), Samples), create(), forClasses, round);
                TrainPlain(create, isWhole: false, round);
            }

            foreach (var create in others)
                Train(new Curve(1), Curve.InputLength, Dataset.Regression(Values(Curve.InputLength), Values(Curve.OutputLength), Samples), create(), forValues, round);

            // One of the layers of the first network has a max-norm, from which these refuse to be pulled.
            foreach (var create in whole)
                TrainPlain(create, isWhole: true, round);

            Thread.Sleep(200);
        }

        void TrainPlain(Func<Optimizer> create, bool isWhole, int round)
        {
            Train(new Large(1), Large.InputLength, Dataset.Classification(Values(Large.InputLength), Classes(Large.OutputLength), Samples), create(), forClasses, round, isWhole);
            Train(new Labels(1), Labels.InputLength, Dataset.Regression(Values(Labels.InputLength), Bits(Labels.OutputLength), Samples), create(), forBits, round, isWhole);
            Train(new Curve(1), Curve.InputLength, Dataset.Regression(Values(Curve.InputLength), Values(Curve.OutputLength), Samples), create(), forValues, round, isWhole);
            Train(new Robust(1), Robust.InputLength, Dataset.Regression(Values(Robust.InputLength), Values(Robust.OutputLength), Samples), create(), forValues, round, isWhole);
            Train(new Merged(1), Merged.InputLength, Dataset.Regression(Values(Merged.InputLength), Values(Merged.OutputLength), Samples), create(), forValues, round, isWhole);
        }
    }

    /// <summary>What a workout must not contain: so many operations in one method that the JIT stops inlining them. Only where 512 bits are not the hardware's.</summary>
    public static void RunOvergrown()
    {
        for (var call = 0; call < 10 * Calls; call++)
            Overgrown(call);
        Thread.Sleep(200);
        for (var call = 0; call < 10 * Calls; call++)
            Overgrown(call);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Overgrown(float x) => Vector512.Sum(Hundreds(Vector512.Create(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Hundreds(Vector512<float> x) => Tens(Tens(Tens(Tens(Tens(Tens(Tens(Tens(x))))))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Tens(Vector512<float> x) => Few(Few(Few(Few(Few(Few(Few(Few(x))))))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Few(Vector512<float> x) => Vector512.FusedMultiplyAdd(x, x, Vector512.Sqrt(Vector512.Abs(x)));

    private static void Train<TLabel>(Network<TLabel> network, int inputLength, Dataset<TLabel> data, Optimizer optimizer, Metric[] metrics, int round, bool isWhole = false)
        where TLabel : unmanaged
    {
        network.Fit(data, new FitOptions<TLabel>
        {
            Epochs = isWhole ? 3 : Calls,
            BatchSize = isWhole ? Samples : 40,
            Optimizer = optimizer,
            Metrics = metrics,
            ClipValue = !isWhole && round == 0 ? 5 : null,
            GlobalClipNorm = !isWhole && round == 1 ? 10 : null,
            MaxNorm = isWhole ? null : 4,
        });
        var inputs = Values(inputLength);
        var outputs = new float[Samples * network.Predict(inputs).Length / Samples];
        for (var call = 0; call < Calls; call++)
        {
            network.Predict(inputs.AsSpan(0, inputLength), outputs.AsSpan(0, outputs.Length / Samples));
            network.Predict(inputs, outputs);
        }
    }

    // So that what is added to NetGen is added here.
    private static void CheckAllAreThere(Metric[] metrics, Optimizer[] optimizers)
    {
        Check<Metric>(metrics.Select(metric => metric.GetType()));
        Check<Optimizer>(optimizers.Select(optimizer => optimizer.GetType()));
        var attributes = Networks.SelectMany(network => network.GetCustomAttributes(inherit: false)).ToArray();
        Check<LayerAttribute>(attributes.Select(attribute => attribute.GetType()));
        Check<LossAttribute>(attributes.Select(attribute => attribute.GetType()));
        var activations = attributes.OfType<DenseAttribute>().Select(dense => dense.Activation).ToHashSet();
        if (Enum.GetValues<Activation>().FirstOrDefault(activation => !activations.Contains(activation)) is var missing && !activations.Contains(missing))
            throw new InvalidOperationException($"No network of the workout has a Dense layer with the activation {missing}.");
    }

    private static void Check<T>(IEnumerable<Type> used)
    {
        var types = typeof(T).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract && type.GetConstructors().Length > 0);
        if (types.Except(used).FirstOrDefault() is { } missing)
            throw new InvalidOperationException($"The workout does not use {missing}.");
    }

    private static float[] Values(int width) => Draw(width, random => 2 * random.NextSingle() - 1);

    private static float[] Bits(int width) => Draw(width, random => (float)random.Next(2));

    private static int[] Classes(int count) => Draw(1, random => random.Next(count));

    private static T[] Draw<T>(int width, Func<Random, T> next)
    {
        var random = new Random(width);
        return [.. Enumerable.Range(0, Samples * width).Select(_ => next(random))];
    }
}
