using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>Keeps the weights of each output unit short: the columns of a kernel whose L2 norm is above a limit are scaled down to it.</summary>
/// <remarks>
/// Norms are sums in double over the rows in ascending order, so the bits depend on neither threads nor vectors. Columns within the limit stay as they
/// are, to the bit; so do those whose norm is not finite, which no factor could mend.
/// </remarks>
internal readonly ref struct KernelConstraint(int units, double limit, Span<float> kernel) : IPass
{
    // About 2 us of work.
    private const int LeastValues = 16 * 1024;

    private readonly Span<float> _kernel = kernel;

    /// <summary>Scales columns down.</summary>
    /// <param name="kernel">[..., units], row-major.</param>
    /// <param name="units">The columns.</param>
    /// <param name="limit">The greatest norm of a column.</param>
    public static void MaxNorm(Span<float> kernel, int units, double limit)
    {
        var pass = new KernelConstraint(units, limit, kernel);
        Dispatch.Divide(Team.PartsOf(kernel.Length, LeastValues), ref pass);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(int part, int parts)
        where T : struct, IWidth<T>
    {
        var (start, length) = Share.OfFloats(units, part, parts);
        for (int column = start; column < start + length; column += Lanes.Count)
            Constrain<T>(column);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Constrain<T>(int column)
        where T : struct, IWidth<T>
    {
        Doubles<T> squares = default;
        ref float end = ref Unsafe.Add(ref Lanes.Start(_kernel), _kernel.Length);
        for (ref float row = ref Lanes.Start(_kernel); Unsafe.IsAddressLessThan(ref row, ref end); row = ref Unsafe.Add(ref row, units))
        {
            var weights = Doubles<T>.Widen(Lanes.LoadAt<T>(ref row, column, units));
            squares = Doubles<T>.FusedMultiplyAdd(weights, weights, squares);
        }

        var factors = Factors(squares);
        if (Doubles<T>.AreSame(factors, Doubles<T>.Of(1)))
            return;

        for (ref float row = ref Lanes.Start(_kernel); Unsafe.IsAddressLessThan(ref row, ref end); row = ref Unsafe.Add(ref row, units))
            Lanes.StoreAt((Doubles<T>.Widen(Lanes.LoadAt<T>(ref row, column, units)) * factors).Narrow(), ref row, column, units);
    }

    // What brings a column to the limit; 1 where it is there already.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Doubles<T> Factors<T>(Doubles<T> squares)
        where T : struct, IWidth<T>
    {
        var norms = Doubles<T>.Sqrt(squares);
        var isLong = Doubles<T>.GreaterThan(norms, Doubles<T>.Of(limit)) & Doubles<T>.LessThan(norms, Doubles<T>.Of(double.PositiveInfinity));
        return Doubles<T>.Select(isLong, Doubles<T>.Of(limit) / norms, Doubles<T>.Of(1));
    }
}
