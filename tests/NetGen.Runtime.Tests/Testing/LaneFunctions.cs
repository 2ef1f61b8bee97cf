using System.Runtime.CompilerServices;
using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen.Runtime.Tests.Testing;

/// <summary>A function of each of 16 lanes.</summary>
internal interface ILaneFunction
{
    static abstract T Of<T>(T x)
        where T : struct, IWidth<T>;
}

/// <summary>Runs a function on 16 floats.</summary>
internal static class LaneFunctions<TFunction>
    where TFunction : struct, ILaneFunction
{
    /// <summary>At the width that kernels run at.</summary>
    public static float[] Of(float[] x)
    {
        var pass = new Pass(x, new float[16]);
        Dispatch.Run(ref pass);
        return pass.Results;
    }

    /// <summary>At each width, the widest first.</summary>
    public static float[][] AtEveryWidth(float[] x) => [At<Lanes512>(x), At<Lanes256>(x), At<Lanes128>(x)];

    /// <summary>Of one number, in a lane of others.</summary>
    public static float Of(float x) => Of([.. Enumerable.Repeat(x, 16)])[5];

    private static float[] At<T>(float[] x)
        where T : struct, IWidth<T>
    {
        var pass = new Pass(x, new float[16]);
        T.Run(ref pass, 0, 1);
        return pass.Results;
    }

    private readonly struct Pass(float[] x, float[] results) : IPass
    {
        public float[] Results => results;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
            => TFunction.Of(T.Load(ref x[0], 0)).Store(ref results[0], 0);
    }
}

internal readonly struct Exp : ILaneFunction
{
    public static T Of<T>(T x)
        where T : struct, IWidth<T>
        => VectorMath<T>.Exp(x);
}

internal readonly struct Expm1 : ILaneFunction
{
    public static T Of<T>(T x)
        where T : struct, IWidth<T>
        => VectorMath<T>.Expm1(x);
}

internal readonly struct Log : ILaneFunction
{
    public static T Of<T>(T x)
        where T : struct, IWidth<T>
        => VectorMath<T>.Log(x);
}

internal readonly struct Log1p : ILaneFunction
{
    public static T Of<T>(T x)
        where T : struct, IWidth<T>
        => VectorMath<T>.Log1p(x);
}

internal readonly struct Hyperbolic : ILaneFunction
{
    public static T Of<T>(T x)
        where T : struct, IWidth<T>
        => VectorMath<T>.Tanh(x);
}

internal readonly struct Logistic : ILaneFunction
{
    public static T Of<T>(T x)
        where T : struct, IWidth<T>
        => VectorMath<T>.Sigmoid(x);
}

internal readonly struct Plus : ILaneFunction
{
    public static T Of<T>(T x)
        where T : struct, IWidth<T>
        => VectorMath<T>.Softplus(x);
}

internal readonly struct Erf : ILaneFunction
{
    public static T Of<T>(T x)
        where T : struct, IWidth<T>
        => VectorMath<T>.Erf(x);
}
