using System.Runtime.CompilerServices;

namespace NetGen.Kernels.Vectors;

/// <summary>16 doubles, in the registers of twice 16 floats.</summary>
internal readonly struct Doubles<T>
    where T : struct, IWidth<T>
{
    private readonly T _lower;
    private readonly T _upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Doubles(T lower, T upper)
    {
        _lower = lower;
        _upper = upper;
    }

    /// <summary>The same value in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> Of(double value) => new(T.OfDouble(value), T.OfDouble(value));

    /// <summary>The doubles that floats are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> Widen(T floats) => new(T.WidenLower(floats), T.WidenUpper(floats));

    /// <summary>16 doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> Load(ref double source, int index)
    {
        ref float floats = ref Unsafe.As<double, float>(ref Unsafe.Add(ref source, index));
        return new(T.Load(ref floats, 0), T.Load(ref floats, Lanes.Count));
    }

    /// <summary>Writes 16 doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, int index)
    {
        ref float floats = ref Unsafe.As<double, float>(ref Unsafe.Add(ref destination, index));
        _lower.Store(ref floats, 0);
        _upper.Store(ref floats, Lanes.Count);
    }

    /// <summary>Rounded to floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Narrow() => T.Narrow(_lower, _upper);

    /// <summary>The sum of all lanes: the first eight added to the last, then halves to halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum() => T.SumDoubles(T.AddDoubles(_lower, _upper));

    /// <summary>left * right + addend, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> FusedMultiplyAdd(Doubles<T> left, Doubles<T> right, Doubles<T> addend) =>
        new(T.FusedMultiplyAddDoubles(left._lower, right._lower, addend._lower), T.FusedMultiplyAddDoubles(left._upper, right._upper, addend._upper));

    /// <summary>The square roots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> Sqrt(Doubles<T> value) => new(T.SqrtDoubles(value._lower), T.SqrtDoubles(value._upper));

    /// <summary>A mask of the lanes that are less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> LessThan(Doubles<T> left, Doubles<T> right) =>
        new(T.LessThanDoubles(left._lower, right._lower), T.LessThanDoubles(left._upper, right._upper));

    /// <summary>A mask of the lanes that are greater.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> GreaterThan(Doubles<T> left, Doubles<T> right) =>
        new(T.GreaterThanDoubles(left._lower, right._lower), T.GreaterThanDoubles(left._upper, right._upper));

    /// <summary>The one where the mask is set, the other elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> Select(Doubles<T> mask, Doubles<T> left, Doubles<T> right) =>
        new(T.Select(mask._lower, left._lower, right._lower), T.Select(mask._upper, left._upper, right._upper));

    /// <summary>Whether all bits are the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame(Doubles<T> left, Doubles<T> right) =>
        T.Signs(T.EqualBits(left._lower, right._lower) & T.EqualBits(left._upper, right._upper)) == (1u << Lanes.Count) - 1;

    /// <summary>The bits that are set in both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> operator &(Doubles<T> left, Doubles<T> right) => new(left._lower & right._lower, left._upper & right._upper);

    /// <summary>The sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> operator +(Doubles<T> left, Doubles<T> right) =>
        new(T.AddDoubles(left._lower, right._lower), T.AddDoubles(left._upper, right._upper));

    /// <summary>The differences.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> operator -(Doubles<T> left, Doubles<T> right) =>
        new(T.SubtractDoubles(left._lower, right._lower), T.SubtractDoubles(left._upper, right._upper));

    /// <summary>The products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> operator *(Doubles<T> left, Doubles<T> right) =>
        new(T.MultiplyDoubles(left._lower, right._lower), T.MultiplyDoubles(left._upper, right._upper));

    /// <summary>The quotients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles<T> operator /(Doubles<T> left, Doubles<T> right) =>
        new(T.DivideDoubles(left._lower, right._lower), T.DivideDoubles(left._upper, right._upper));
}
