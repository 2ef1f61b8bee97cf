using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

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
    {
        Block(number, out uint x, out uint y, out uint z, out uint w);
        return (x, y, z, w);
    }

    /// <inheritdoc cref="Block(uint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Block(uint number, out uint x, out uint y, out uint z, out uint w)
    {
        (x, y, z, w) = (number, _part, _stepLow, _purposeAndStepHigh);
        Mix(ref x, ref y, ref z, ref w, _keyX, _keyY);
    }

    /// <summary>Makes of the four words of a counter those of its block. Not with tuples: in an image each would be a call of its constructor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mix(ref uint x, ref uint y, ref uint z, ref uint w, uint keyX, uint keyY)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong productX = (ulong)MultiplierX * x, productZ = (ulong)MultiplierZ * z;
            x = (uint)(productZ >> 32) ^ y ^ keyX;
            z = (uint)(productX >> 32) ^ w ^ keyY;
            y = (uint)productZ;
            w = (uint)productX;
            keyX = unchecked(keyX + WeylX);
            keyY = unchecked(keyY + WeylY);
        }
    }

    /// <summary>The words of 16 blocks, as bits: lane i of each belongs to block <paramref name="first"/> + i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Blocks<T>(uint first, out T x, out T y, out T z, out T w)
        where T : struct, IWidth<T>
    {
        x = T.AddBits(T.OfBits(first), T.Indices);
        y = T.OfBits(_part);
        z = T.OfBits(_stepLow);
        w = T.OfBits(_purposeAndStepHigh);
        uint keyX = _keyX;
        uint keyY = _keyY;
        for (int round = 0; round < Rounds; round++)
        {
            T lowX = T.Multiply(x, MultiplierX, out T highX), lowZ = T.Multiply(z, MultiplierZ, out T highZ);
            x = highZ ^ y ^ T.OfBits(keyX);
            z = highX ^ w ^ T.OfBits(keyY);
            y = lowZ;
            w = lowX;
            keyX = unchecked(keyX + WeylX);
            keyY = unchecked(keyY + WeylY);
        }
    }
}
