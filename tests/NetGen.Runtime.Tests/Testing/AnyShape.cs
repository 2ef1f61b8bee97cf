using NetGen.Kernels;

namespace NetGen.Runtime.Tests.Testing;

/// <summary>
/// A dense layer of sizes that a test sets, so that one compiled kernel runs at all of them; the shapes of constants have tests of their own.
/// Tests that use it are of the collection <see cref="Collection"/>, which runs them one after another.
/// </summary>
internal readonly struct AnyShape : IDenseShape
{
    public const string Collection = "Kernels of any shape";

    private static int _inputs;
    private static int _units;

    public static int Inputs => _inputs;

    public static int Units => _units;

    public static void Set(int inputs, int units) => (_inputs, _units) = (inputs, units);
}
