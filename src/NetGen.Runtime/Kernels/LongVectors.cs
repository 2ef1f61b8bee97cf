using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>
/// What an optimizer of the whole parameter vector computes with: sums in double over 16 lanes in a fixed order, so that the bits are equal everywhere.
/// </summary>
internal static class LongVectors
{
    /// <summary>The inner product.</summary>
    public static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        Lanes.CheckLength(right.Length, left.Length, nameof(right));
        var pass = new DotPass(left, right);
        Dispatch.Run(ref pass);
        return pass.Result;
    }

    /// <summary>The greatest magnitude; NaN where there is one.</summary>
    public static float MaxMagnitude(ReadOnlySpan<float> values)
    {
        var pass = new MaxMagnitudePass(values);
        Dispatch.Run(ref pass);
        return pass.Result;
    }

    /// <summary>Writes <c>start + factor * direction</c>; <paramref name="destination"/> may be either.</summary>
    public static void Move(ReadOnlySpan<float> start, float factor, ReadOnlySpan<float> direction, Span<float> destination)
    {
        Lanes.CheckLength(direction.Length, start.Length, nameof(direction));
        Lanes.CheckLength(destination.Length, start.Length, nameof(destination));
        var pass = new MovePass(start, factor, direction, destination);
        Dispatch.Run(ref pass);
    }

    /// <summary>Writes <c>factor * values</c>; <paramref name="destination"/> may be <paramref name="values"/>.</summary>
    public static void Scale(float factor, ReadOnlySpan<float> values, Span<float> destination)
    {
        Lanes.CheckLength(destination.Length, values.Length, nameof(destination));
        var pass = new ScalePass(factor, values, destination);
        Dispatch.Run(ref pass);
    }

    /// <summary>Multiplies values with a factor of at most 1, each in double and then rounded; what becomes denormal is 0.</summary>
    public static void Shrink(double factor, Span<float> values)
    {
        var pass = new ShrinkPass(factor, values);
        Dispatch.Run(ref pass);
    }

    /// <summary>Brings values into the range from <c>-limit</c> to <c>limit</c>; NaN stays.</summary>
    public static void Clamp(float limit, Span<float> values)
    {
        var pass = new ClampPass(limit, values);
        Dispatch.Run(ref pass);
    }

    private ref struct DotPass(ReadOnlySpan<float> left, ReadOnlySpan<float> right) : IPass
    {
        private readonly ReadOnlySpan<float> _left = left;
        private readonly ReadOnlySpan<float> _right = right;

        public double Result { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int length = _left.Length;
            ref float x = ref Lanes.Start(_left);
            ref float y = ref Lanes.Start(_right);
            Doubles<T> sum = default;
            for (int i = 0; i < length; i += Lanes.Count)
            {
                var (left, right) = (Lanes.LoadAt<T>(ref x, i, length), Lanes.LoadAt<T>(ref y, i, length));
                sum = Doubles<T>.FusedMultiplyAdd(Doubles<T>.Widen(left), Doubles<T>.Widen(right), sum);
            }

            Result = sum.Sum();
        }
    }

    private ref struct MaxMagnitudePass(ReadOnlySpan<float> values) : IPass
    {
        private readonly ReadOnlySpan<float> _values = values;

        public float Result { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int length = _values.Length;
            ref float x = ref Lanes.Start(_values);
            T greatest = T.Zero;
            for (int i = 0; i < length; i += Lanes.Count)
                greatest = T.Max(greatest, T.Abs(Lanes.LoadAt<T>(ref x, i, length)));
            Result = T.Max(greatest);
        }
    }

    private readonly ref struct MovePass(ReadOnlySpan<float> start, float factor, ReadOnlySpan<float> direction, Span<float> destination) : IPass
    {
        private readonly ReadOnlySpan<float> _start = start;
        private readonly ReadOnlySpan<float> _direction = direction;
        private readonly Span<float> _destination = destination;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int length = _start.Length;
            ref float x = ref Lanes.Start(_start);
            ref float d = ref Lanes.Start(_direction);
            ref float to = ref Lanes.Start(_destination);
            T factors = T.Of(factor);
            for (int i = 0; i < length; i += Lanes.Count)
                Lanes.StoreAt(T.FusedMultiplyAdd(factors, Lanes.LoadAt<T>(ref d, i, length), Lanes.LoadAt<T>(ref x, i, length)), ref to, i, length);
        }
    }

    private readonly ref struct ScalePass(float factor, ReadOnlySpan<float> values, Span<float> destination) : IPass
    {
        private readonly ReadOnlySpan<float> _values = values;
        private readonly Span<float> _destination = destination;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int length = _values.Length;
            ref float x = ref Lanes.Start(_values);
            ref float to = ref Lanes.Start(_destination);
            T factors = T.Of(factor);
            for (int i = 0; i < length; i += Lanes.Count)
                Lanes.StoreAt(factors * Lanes.LoadAt<T>(ref x, i, length), ref to, i, length);
        }
    }

    private readonly ref struct ShrinkPass(double factor, Span<float> values) : IPass
    {
        private readonly Span<float> _values = values;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int length = _values.Length;
            ref float x = ref Lanes.Start(_values);
            var factors = Doubles<T>.Of(factor);
            for (int i = 0; i < length; i += Lanes.Count)
            {
                T shrunk = (Doubles<T>.Widen(Lanes.LoadAt<T>(ref x, i, length)) * factors).Narrow();
                Lanes.StoreAt(Lanes.CutBelow(shrunk, T.Of(Lanes.MinNormal)), ref x, i, length);
            }
        }
    }

    private readonly ref struct ClampPass(float limit, Span<float> values) : IPass
    {
        private readonly Span<float> _values = values;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int length = _values.Length;
            ref float x = ref Lanes.Start(_values);
            T least = T.Of(-limit), most = T.Of(limit);

            // Of a limit and NaN this gives the second.
            for (int i = 0; i < length; i += Lanes.Count)
                Lanes.StoreAt(T.MinNative(most, T.MaxNative(least, Lanes.LoadAt<T>(ref x, i, length))), ref x, i, length);
        }
    }
}
