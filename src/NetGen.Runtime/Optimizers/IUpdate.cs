using System.Runtime.Intrinsics;

namespace NetGen;

/// <summary>How an optimizer changes 16 parameters; the loop around it is <see cref="UpdatePass{TUpdate}"/>.</summary>
internal interface IUpdate
{
    /// <summary>How many values are kept for each parameter: 0, 1 or 2.</summary>
    static abstract int Moments { get; }

    /// <summary>The parameters after the update.</summary>
    Vector512<float> Apply(Vector512<float> parameters, Vector512<float> gradients, ref Vector512<float> first, ref Vector512<float> second);
}
