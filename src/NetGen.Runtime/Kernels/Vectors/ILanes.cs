namespace NetGen.Kernels.Vectors;

/// <summary>16 floats that are computed with at once, in one, two or four vectors of the processor. A mask has all bits of a lane set, or none.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <remarks>Every operation is one that IEEE 754 defines to the bit, so that the results are equal on all processors.</remarks>
public interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>0 in each lane.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>1 in each lane.</summary>
    static abstract TSelf One { get; }

    /// <summary>The same value in each lane.</summary>
    /// <param name="value">The value.</param>
    static abstract TSelf Of(float value);

    /// <summary>The same bits in each lane.</summary>
    /// <param name="bits">The bits of a float.</param>
    static abstract TSelf OfBits(uint bits);

    /// <summary>The sums.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>The differences.</summary>
    /// <param name="left">What is subtracted from.</param>
    /// <param name="right">What is subtracted.</param>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>The values with the other sign.</summary>
    /// <param name="value">The values.</param>
    static abstract TSelf operator -(TSelf value);

    /// <summary>The products.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>The quotients.</summary>
    /// <param name="left">What is divided.</param>
    /// <param name="right">What it is divided by.</param>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>The bits that are set in both: of a value and a mask, the value where the mask is set and 0 elsewhere.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf operator &(TSelf left, TSelf right);

    /// <summary>The bits that are set in either.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary>The bits that are set in one alone.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>The bits that are not set.</summary>
    /// <param name="value">The bits.</param>
    static abstract TSelf operator ~(TSelf value);

    /// <summary>
    /// The bits of <paramref name="left"/> that are not set in <paramref name="right"/>: the value where a mask is not set, and 0 where it is.
    /// </summary>
    /// <param name="left">The bits, or the value.</param>
    /// <param name="right">The bits to take away, or the mask.</param>
    static abstract TSelf AndNot(TSelf left, TSelf right);

    /// <summary>left * right + addend, rounded once.</summary>
    /// <param name="left">A factor.</param>
    /// <param name="right">The other.</param>
    /// <param name="addend">What is added to their product.</param>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>The magnitudes.</summary>
    /// <param name="value">The values.</param>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The greater of both; NaN where either is.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The greater of both in the processor's own way: of a number and NaN, x86 gives <paramref name="right"/>.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf MaxNative(TSelf left, TSelf right);

    /// <summary>The lesser of both in the processor's own way: of a number and NaN, x86 gives <paramref name="right"/>.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf MinNative(TSelf left, TSelf right);

    /// <summary>Where <paramref name="left"/> is less. Nothing is, where either is NaN; so it is with the other comparisons.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf LessThan(TSelf left, TSelf right);

    /// <summary>Where <paramref name="left"/> is less or both are equal.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf LessThanOrEqual(TSelf left, TSelf right);

    /// <summary>Where <paramref name="left"/> is greater.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf GreaterThan(TSelf left, TSelf right);

    /// <summary>Where <paramref name="left"/> is greater or both are equal.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf GreaterThanOrEqual(TSelf left, TSelf right);

    /// <summary>Where both are equal.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf Equal(TSelf left, TSelf right);

    /// <summary><paramref name="left"/> where the mask is set, <paramref name="right"/> elsewhere.</summary>
    /// <param name="mask">Which to take.</param>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf Select(TSelf mask, TSelf left, TSelf right);

    /// <summary>The sums of the bits as whole numbers.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>The bits moved up, zeros after them.</summary>
    /// <param name="value">The bits.</param>
    /// <param name="count">By how many places.</param>
    static abstract TSelf ShiftBitsLeft(TSelf value, int count);

    /// <summary>The bits moved down, zeros before them.</summary>
    /// <param name="value">The bits.</param>
    /// <param name="count">By how many places.</param>
    static abstract TSelf ShiftBitsRight(TSelf value, int count);

    /// <summary>The bits moved down as those of whole numbers: copies of the sign before them.</summary>
    /// <param name="value">The bits.</param>
    /// <param name="count">By how many places.</param>
    static abstract TSelf ShiftNumbersRight(TSelf value, int count);

    /// <summary>The floats that whole numbers are.</summary>
    /// <param name="numbers">Lanes whose bits are whole numbers with a sign.</param>
    static abstract TSelf ToFloats(TSelf numbers);
}
