using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>How an optimizer changes 16 parameters; the loop around it is <see cref="UpdatePass{TUpdate}"/>.</summary>
/// <remarks>
/// A rule holds its options as floats and spreads them over the lanes in <see cref="Apply"/>: the loop then keeps them in registers at any width.
/// </remarks>
internal interface IUpdate
{
    /// <summary>How many values are kept for each parameter: 0, 1 or 2.</summary>
    static abstract int Moments { get; }

    /// <summary>The parameters after the update.</summary>
    T Apply<T>(T parameters, T gradients, ref T first, ref T second)
        where T : struct, IWidth<T>;

    /// <summary>
    /// Whether all that <see cref="Apply"/> computed was in the range of a float; else <see cref="ApplyInDouble"/> has to do some of it again.
    /// </summary>
    /// <param name="firstBefore">The first kept values before the update.</param>
    /// <param name="secondBefore">The second.</param>
    /// <param name="first">The first after it.</param>
    /// <param name="second">The second.</param>
    bool IsInRange<T>(T firstBefore, T secondBefore, T first, T second)
        where T : struct, IWidth<T>;

    /// <summary>Does one parameter again, where what <see cref="Apply"/> computed of it was not in the range of a float.</summary>
    /// <param name="before">The parameter, its gradient and the kept values before the update.</param>
    /// <param name="after">The parameter and the kept values as <see cref="Apply"/> made them.</param>
    void ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after);
}

/// <summary>One parameter and what belongs to it.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Gradient">Its gradient.</param>
/// <param name="First">The first kept value.</param>
/// <param name="Second">The second.</param>
internal record struct UpdatedParameter(float Parameter, float Gradient, float First, float Second);
