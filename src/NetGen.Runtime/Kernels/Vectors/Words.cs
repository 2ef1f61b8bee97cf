using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Kernels.Vectors;

/// <summary>What one vector of each width does that the base library has no one name for.</summary>
internal static class Words
{
    private const ulong LowHalf = 0x00000000FFFFFFFF;

    /// <summary>The low and high halves of each lane's 64-bit product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Multiply(Vector512<uint> numbers, uint factor, out Vector512<uint> high)
    {
        var even = MultiplyEven(numbers.AsUInt64(), Vector512.Create((ulong)factor));
        var odd = MultiplyEven(numbers.AsUInt64() >>> 32, Vector512.Create((ulong)factor));
        high = ((even >>> 32) | Vector512.AndNot(odd, Vector512.Create(LowHalf))).AsUInt32();
        return ((even & Vector512.Create(LowHalf)) | (odd << 32)).AsUInt32();
    }

    /// <inheritdoc cref="Multiply(Vector512{uint}, uint, out Vector512{uint})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Multiply(Vector256<uint> numbers, uint factor, out Vector256<uint> high)
    {
        var even = MultiplyEven(numbers.AsUInt64(), Vector256.Create((ulong)factor));
        var odd = MultiplyEven(numbers.AsUInt64() >>> 32, Vector256.Create((ulong)factor));
        high = ((even >>> 32) | Vector256.AndNot(odd, Vector256.Create(LowHalf))).AsUInt32();
        return ((even & Vector256.Create(LowHalf)) | (odd << 32)).AsUInt32();
    }

    /// <inheritdoc cref="Multiply(Vector512{uint}, uint, out Vector512{uint})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Multiply(Vector128<uint> numbers, uint factor, out Vector128<uint> high)
    {
        var even = MultiplyEven(numbers.AsUInt64(), Vector128.Create((ulong)factor));
        var odd = MultiplyEven(numbers.AsUInt64() >>> 32, Vector128.Create((ulong)factor));
        high = ((even >>> 32) | Vector128.AndNot(odd, Vector128.Create(LowHalf))).AsUInt32();
        return ((even & Vector128.Create(LowHalf)) | (odd << 32)).AsUInt32();
    }

    /// <summary>left * right + addend, rounded once.</summary>
    /// <remarks>
    /// Where the processor has no such instruction each lane is a call of its own anyway; to spread them over the caller would use up what the JIT can
    /// inline there.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> FusedMultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        Fma.IsSupported || AdvSimd.IsSupported ? Vector128.FusedMultiplyAdd(left, right, addend) : WithoutInstruction(left, right, addend);

    /// <inheritdoc cref="FusedMultiplyAdd(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> FusedMultiplyAdd(Vector128<double> left, Vector128<double> right, Vector128<double> addend) =>
        Fma.IsSupported || AdvSimd.Arm64.IsSupported ? Vector128.FusedMultiplyAdd(left, right, addend) : WithoutInstruction(left, right, addend);

    /// <summary>The greater of both; see <see cref="ILanes{TSelf}.MaxNative"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MaxNative(Vector256<float> left, Vector256<float> right) =>
        Avx.IsSupported ? Avx.Max(left, right) : Vector256.MaxNative(left, right);

    /// <summary>The lesser of both; see <see cref="ILanes{TSelf}.MinNative"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MinNative(Vector256<float> left, Vector256<float> right) =>
        Avx.IsSupported ? Avx.Min(left, right) : Vector256.MinNative(left, right);

    /// <inheritdoc cref="MaxNative(Vector256{float}, Vector256{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MaxNative(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.Max(left, right) : AdvSimd.IsSupported ? AdvSimd.Max(left, right) : Vector128.MaxNative(left, right);

    /// <inheritdoc cref="MinNative(Vector256{float}, Vector256{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MinNative(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.Min(left, right) : AdvSimd.IsSupported ? AdvSimd.Min(left, right) : Vector128.MinNative(left, right);

    /// <summary>Floats as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Widen(Vector256<float> floats) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(floats) : Vector512.Create(Vector256.WidenLower(floats), Vector256.WidenUpper(floats));

    /// <summary>Floats as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Widen(Vector128<float> floats) =>
        Avx.IsSupported ? Avx.ConvertToVector256Double(floats) : Vector256.Create(Vector128.WidenLower(floats), Vector128.WidenUpper(floats));

    // The 64-bit products of the low halves. All ways give the same integers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> MultiplyEven(Vector512<ulong> left, Vector512<ulong> right) =>
        Avx512F.IsSupported ? Avx512F.Multiply(left.AsUInt32(), right.AsUInt32()) : (left & Vector512.Create(LowHalf)) * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> MultiplyEven(Vector256<ulong> left, Vector256<ulong> right) =>
        Avx2.IsSupported ? Avx2.Multiply(left.AsUInt32(), right.AsUInt32()) : (left & Vector256.Create(LowHalf)) * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> MultiplyEven(Vector128<ulong> left, Vector128<ulong> right) =>
        Sse2.IsSupported ? Sse2.Multiply(left.AsUInt32(), right.AsUInt32()) : (left & Vector128.Create(LowHalf)) * right;

    [MethodImpl(Hot.Pass)]
    private static Vector128<float> WithoutInstruction(Vector128<float> left, Vector128<float> right, Vector128<float> addend) => Vector128.Create(
        MathF.FusedMultiplyAdd(left[0], right[0], addend[0]),
        MathF.FusedMultiplyAdd(left[1], right[1], addend[1]),
        MathF.FusedMultiplyAdd(left[2], right[2], addend[2]),
        MathF.FusedMultiplyAdd(left[3], right[3], addend[3]));

    [MethodImpl(Hot.Pass)]
    private static Vector128<double> WithoutInstruction(Vector128<double> left, Vector128<double> right, Vector128<double> addend) => Vector128.Create(
        Math.FusedMultiplyAdd(left[0], right[0], addend[0]),
        Math.FusedMultiplyAdd(left[1], right[1], addend[1]));
}
