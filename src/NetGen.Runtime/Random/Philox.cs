using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen;

/// <summary>What random numbers are for. Each purpose draws from counters of its own, so that no two share numbers.</summary>
internal enum RandomPurpose : byte
{
    /// <summary>The starting values of parameters.</summary>
    Initialization = 1,

    /// <summary>The order of samples.</summary>
    Shuffling = 2,

    /// <summary>Which values a dropout layer keeps.</summary>
    Dropout = 3,

    /// <summary>The values and seeds of the trials of a search.</summary>
    Search = 4,
}

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw: Parallel random numbers: as easy as 1, 2, 3; SC 2011): random numbers as a pure function
/// of a key and a counter, so that any part of a stream can be had without what comes before it.
/// </summary>
/// <remarks>
/// The key is the seed. The counter's words are the block's number; a part, such as a layer or tensor; the low 32 bits of a step, such as an
/// epoch; and the purpose above the next 24 bits of the step.
/// </remarks>
internal readonly struct Philox
{
    private const uint MultiplierX = 0xD2511F53;
    private const uint MultiplierZ = 0xCD9E8D57;
    private const uint WeylX = 0x9E3779B9;
    private const uint WeylY = 0xBB67AE85;
    private const int Rounds = 10;

    private readonly uint _keyX;
    private readonly uint _keyY;
    private readonly uint _part;
    private readonly uint _stepLow;
    private readonly uint _purposeAndStepHigh;

    public Philox(long seed, RandomPurpose purpose, int part, long step = 0)
    {
        _keyX = (uint)seed;
        _keyY = (uint)(seed >> 32);
        _part = (uint)part;
        _stepLow = (uint)step;
        _purposeAndStepHigh = (uint)purpose << 24 | ((uint)(step >> 32) & 0x00FFFFFF);
    }

    /// <summary>The four words of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (uint X, uint Y, uint Z, uint W) Block(uint number)
        => Block((number, _part, _stepLow, _purposeAndStepHigh), (_keyX, _keyY));

    /// <summary>The four words of a counter under a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint X, uint Y, uint Z, uint W) Block((uint X, uint Y, uint Z, uint W) counter, (uint X, uint Y) key)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong x = (ulong)MultiplierX * counter.X;
            ulong z = (ulong)MultiplierZ * counter.Z;
            counter = ((uint)(z >> 32) ^ counter.Y ^ key.X, (uint)z, (uint)(x >> 32) ^ counter.W ^ key.Y, (uint)x);
            key = (unchecked(key.X + WeylX), unchecked(key.Y + WeylY));
        }

        return counter;
    }

    /// <summary>The words of 16 blocks: lane i of each vector belongs to block <paramref name="first"/> + i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Blocks(uint first, out Vector512<uint> x, out Vector512<uint> y, out Vector512<uint> z, out Vector512<uint> w)
    {
        x = Vector512.Create(first) + Vector512<uint>.Indices;
        y = Vector512.Create(_part);
        z = Vector512.Create(_stepLow);
        w = Vector512.Create(_purposeAndStepHigh);
        uint keyX = _keyX;
        uint keyY = _keyY;
        for (int round = 0; round < Rounds; round++)
        {
            MultiplyWide(x, MultiplierX, out var highX, out var lowX);
            MultiplyWide(z, MultiplierZ, out var highZ, out var lowZ);
            x = highZ ^ y ^ Vector512.Create(keyX);
            z = highX ^ w ^ Vector512.Create(keyY);
            y = lowZ;
            w = lowX;
            keyX = unchecked(keyX + WeylX);
            keyY = unchecked(keyY + WeylY);
        }
    }

    /// <summary>The high and low halves of each lane's 64-bit product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyWide(Vector512<uint> factor, uint multiplier, out Vector512<uint> high, out Vector512<uint> low)
    {
        var multipliers = Vector512.Create((ulong)multiplier);
        var even = MultiplyEven(factor.AsUInt64(), multipliers);
        var odd = MultiplyEven(Vector512.ShiftRightLogical(factor.AsUInt64(), 32), multipliers);
        var lowHalf = Vector512.Create(0x00000000FFFFFFFFUL);
        high = (Vector512.ShiftRightLogical(even, 32) | Vector512.AndNot(odd, lowHalf)).AsUInt32();
        low = ((even & lowHalf) | Vector512.ShiftLeft(odd, 32)).AsUInt32();
    }

    /// <summary>The 64-bit products of the low halves. All three ways give the same integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> MultiplyEven(Vector512<ulong> left, Vector512<ulong> right)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Multiply(left.AsUInt32(), right.AsUInt32());
        if (Avx2.IsSupported)
        {
            return Vector512.Create(
                Avx2.Multiply(left.GetLower().AsUInt32(), right.GetLower().AsUInt32()),
                Avx2.Multiply(left.GetUpper().AsUInt32(), right.GetUpper().AsUInt32()));
        }

        return (left & Vector512.Create(0x00000000FFFFFFFFUL)) * right;
    }
}
