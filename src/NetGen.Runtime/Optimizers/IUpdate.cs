using System.Runtime.Intrinsics;

namespace NetGen;

/// <summary>How an optimizer changes 16 parameters; the loop around it is <see cref="UpdatePass{TUpdate}"/>.</summary>
internal interface IUpdate
{
    /// <summary>How many values are kept for each parameter: 0, 1 or 2.</summary>
    static abstract int Moments { get; }

    /// <summary>The parameters after the update.</summary>
    Vector512<float> Apply(Vector512<float> parameters, Vector512<float> gradients, ref Vector512<float> first, ref Vector512<float> second);

    /// <summary>Whether all that <see cref="Apply"/> computed was in the range of a float; else <see cref="ApplyInDouble"/> has to do it again.</summary>
    /// <param name="firstBefore">The first kept values before the update.</param>
    /// <param name="secondBefore">The second.</param>
    /// <param name="first">The first after it.</param>
    /// <param name="second">The second.</param>
    bool IsInRange(Vector512<float> firstBefore, Vector512<float> secondBefore, Vector512<float> first, Vector512<float> second);

    /// <summary>The same as <see cref="Apply"/>, right for values of any size, and slow. <see cref="Apply"/> itself where nothing leaves the range.</summary>
    Vector512<float> ApplyInDouble(Vector512<float> parameters, Vector512<float> gradients, ref Vector512<float> first, ref Vector512<float> second);
}
