using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>How an optimizer changes 16 parameters; the loop around it is <see cref="UpdatePass{TUpdate}"/>.</summary>
/// <remarks>
/// A rule holds its options as floats and spreads them over the lanes in <see cref="Apply"/>: the loop then keeps them in registers at any width.
/// </remarks>
internal interface IUpdate
{
    /// <summary>How many values are kept for each parameter: 0 to 3.</summary>
    static abstract int Moments { get; }

    /// <summary>The parameters after the update.</summary>
    /// <param name="parameters">The parameters before it.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="kept">What is kept for them, updated.</param>
    T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
        where T : struct, IWidth<T>;

    /// <summary>
    /// Whether all that <see cref="Apply"/> computed was in the range of a float; else <see cref="ApplyInDouble"/> has to do some of it again.
    /// </summary>
    /// <param name="before">What was kept before the update.</param>
    /// <param name="after">What is kept after it.</param>
    bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
        where T : struct, IWidth<T>;

    /// <summary>Does one parameter again, where what <see cref="Apply"/> computed of it was not in the range of a float.</summary>
    /// <param name="before">The parameter, its gradient and what was kept before the update.</param>
    /// <param name="after">The parameter and what is kept as <see cref="Apply"/> made them.</param>
    /// <returns>Whether there was something to do again.</returns>
    bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after);
}

/// <summary>One parameter and what belongs to it.</summary>
/// <param name="parameter">The parameter.</param>
/// <param name="gradient">Its gradient.</param>
/// <param name="kept">What is kept for it.</param>
internal struct UpdatedParameter(float parameter, float gradient, Kept<float> kept)
{
    public float Parameter = parameter;
    public float Gradient = gradient;
    public Kept<float> Kept = kept;
}
