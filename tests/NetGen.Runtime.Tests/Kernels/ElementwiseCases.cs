using NetGen.Kernels;
using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>The kernels that treat each value by itself: activations, and dropout with its mask.</summary>
internal static class ElementwiseCases
{
    private const float Slope = 0.3f;
    private const float Alpha = 0.7f;
    private const float Rate = 0.3f;

    private static readonly DropoutMask Mask = new(Seed: -987654321012345, Layer: 3, Step: 1L << 33 | 5);

    public static IEnumerable<KernelCase> All =>
    [
        Forward("linear", default(Linear), Near.Exactly),
        Forward("relu", default(Relu), x => Near.Exactly(Math.Max(x, 0))),
        Forward("relu6", default(Relu6), x => Near.Exactly(Math.Clamp(x, 0, 6))),
        Forward("leaky relu", new LeakyRelu(Slope), x => x > 0 ? Near.Exactly(x) : Near.Rounded(x * Slope, 1)),
        Forward("elu", new Elu(Alpha), x => x > 0 ? Near.Exactly(x) : Near.Rounded(Alpha * (Math.Exp(x) - 1), 5)),
        Forward("softplus", default(Softplus), x => Near.Rounded(Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))), 4)),
        Forward("sigmoid", default(Sigmoid), x => Near.Rounded(1 / (1 + Math.Exp(-x)), 4)),
        Forward("tanh", default(Tanh), x => Near.Rounded(Math.Tanh(x), 4)),
        Backward("linear", default(Linear), -9, 9, (_, g) => Near.Exactly(g)),
        Backward("relu", default(Relu), 0, 9, (y, g) => Near.Exactly(y > 0 ? g : 0)),
        Backward("relu6", default(Relu6), 0, 6, (y, g) => Near.Exactly(y is > 0 and < 6 ? g : 0)),
        Backward("leaky relu", new LeakyRelu(Slope), -3, 9, (y, g) => y > 0 ? Near.Exactly(g) : Near.Rounded(g * Slope, 1)),
        Backward("elu", new Elu(Alpha), -Alpha, 9, (y, g) => y > 0 ? Near.Exactly(g) : Near.Rounded(g * (y + Alpha), 2)),
        Backward("softplus", default(Softplus), 0, 9, (y, g) => Near.Rounded(g * (1 - Math.Exp(-y)), 5)),
        Backward("sigmoid", default(Sigmoid), 0, 1, (y, g) => Near.Rounded(g * y * (1 - y), 3)),
        Backward("tanh", default(Tanh), -1, 1, (y, g) => Near.Rounded(g * (1 - y * y), 2)),
        WithSlope("elu", new Elu(Alpha), x => x > 0 ? x : Alpha * (Math.Exp(x) - 1), x => x > 0 ? 1 : Alpha * Math.Exp(x)),
        WithSlope("sigmoid", default(Sigmoid), x => 1 / (1 + Math.Exp(-x)), x => 1 / (2 + Math.Exp(x) + Math.Exp(-x))),
        WithSlope("tanh", default(Tanh), Math.Tanh, x => 1 / (Math.Cosh(x) * Math.Cosh(x))),
        Backward("kept slope", default(KeptSlope), 0, 1, (slope, g) => Near.Rounded(g * slope, 1)),
        new("dropout forward", Operands.Read(), Operands.Written())
        {
            InPlace = [(1, 0)],
            Run = a => Dropout.Forward(a[0], a[1], Rate, Mask),
            Expect = (_, _, x) => new([Dropped(x[0])], []),
        },
        new("dropout backward", Operands.Read(), Operands.Written())
        {
            InPlace = [(1, 0)],
            Run = a => Dropout.Backward(a[0], a[1], Rate, Mask),
            Expect = (_, _, x) => new([Dropped(x[0])], []),
        },
    ];

    private static KernelCase Forward<TActivation>(string name, TActivation activation, Func<double, Near> formula)
        where TActivation : struct, IActivation
        => new($"{name} forward", Operands.Read(-9, 9), Operands.Written())
        {
            InPlace = [(1, 0)],
            Run = a => Activations.Forward(a[0], a[1], activation),
            Expect = (_, _, x) => new([[.. x[0].Select(value => formula(value))]], []),
        };

    private static KernelCase WithSlope<TActivation>(string name, TActivation activation, Func<double, double> formula, Func<double, double> slope)
        where TActivation : struct, ISlopedActivation
        => new($"{name} with slope", Operands.Read(-9, 9), Operands.Written(), Operands.Written())
        {
            InPlace = [(1, 0)],
            Run = a => Activations.ForwardWithSlope(a[0], a[1], a[2], activation),
            Expect = (_, _, x) => new(
                [[.. x[0].Select(value => Near.Rounded(formula(value), 5))], [.. x[0].Select(value => Near.Rounded(slope(value), 8))]], []),
        };

    private static KernelCase Backward<TActivation>(string name, TActivation activation, double from, double to, Func<double, double, Near> formula)
        where TActivation : struct, IActivationGradient
        => new($"{name} backward", Operands.Read(from, to), Operands.Read(), Operands.Written())
        {
            InPlace = [(2, 0), (2, 1)],
            Run = a => Activations.Backward(a[0], a[1], a[2], activation),
            Expect = (_, _, x) => new([[.. x[0].Zip(x[1], (y, g) => formula(y, g))]], []),
        };

    /// <summary>Each value kept or dropped by its own word of its own block, as <see cref="Dropout"/> documents.</summary>
    private static Near[] Dropped(float[] values)
    {
        var random = new Philox(Mask.Seed, RandomPurpose.Dropout, Mask.Layer, Mask.Step);
        return [.. values.Select((value, e) =>
        {
            var (x, y, z, w) = random.Block((uint)(16 * (e / 64) + e % 16));
            uint word = (e % 64 / 16) switch { 0 => x, 1 => y, 2 => z, _ => w };
            return word < Rate * 4294967296.0 ? Near.Exactly(0) : Near.Rounded(value / (1 - (double)Rate), 3);
        })];
    }
}
