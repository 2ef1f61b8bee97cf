using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>Keeps the weights of each output unit short: the columns of a kernel whose L2 norm is above a limit are scaled down to it.</summary>
/// <remarks>
/// Norms are sums in double over the rows in ascending order, so the bits depend on neither threads nor vectors. Columns within the limit stay as they
/// are, to the bit; so do those whose norm is not finite, which no factor could mend.
/// </remarks>
internal readonly ref struct KernelConstraint(int units, double limit, Span<float> kernel) : IDivisible
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
        Team.Run(Team.PartsOf(kernel.Length, LeastValues), ref pass);
    }

    /// <inheritdoc/>
    [MethodImpl(Hot.Pass)]
    public void Run(int part, int parts)
    {
        var (start, length) = Share.OfFloats(units, part, parts);
        for (int column = start; column < start + length; column += Lanes.Count)
            Constrain(column);
    }

    [MethodImpl(Hot.Pass)]
    private void Constrain(int column)
    {
        var (lowerSquares, upperSquares) = (Vector512<double>.Zero, Vector512<double>.Zero);
        ref float end = ref Unsafe.Add(ref Lanes.Start(_kernel), _kernel.Length);
        for (ref float row = ref Lanes.Start(_kernel); Unsafe.IsAddressLessThan(ref row, ref end); row = ref Unsafe.Add(ref row, units))
        {
            var (lower, upper) = Vector512.Widen(Lanes.LoadAt(ref row, column, units));
            lowerSquares = Vector512.FusedMultiplyAdd(lower, lower, lowerSquares);
            upperSquares = Vector512.FusedMultiplyAdd(upper, upper, upperSquares);
        }

        var (lowerFactors, upperFactors) = (Factors(lowerSquares), Factors(upperSquares));
        if (lowerFactors == Vector512<double>.One && upperFactors == Vector512<double>.One)
            return;

        for (ref float row = ref Lanes.Start(_kernel); Unsafe.IsAddressLessThan(ref row, ref end); row = ref Unsafe.Add(ref row, units))
        {
            var (lower, upper) = Vector512.Widen(Lanes.LoadAt(ref row, column, units));
            Lanes.StoreAt(Vector512.Narrow(lower * lowerFactors, upper * upperFactors), ref row, column, units);
        }
    }

    // What brings a column to the limit; 1 where it is there already.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Factors(Vector512<double> squares)
    {
        var norms = Vector512.Sqrt(squares);
        var isLong = Vector512.GreaterThan(norms, Vector512.Create(limit)) & Vector512.LessThan(norms, Vector512.Create(double.PositiveInfinity));
        return Vector512.ConditionalSelect(isLong, Vector512.Create(limit) / norms, Vector512<double>.One);
    }
}
