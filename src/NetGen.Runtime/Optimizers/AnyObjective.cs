using System.Runtime.CompilerServices;
using NetGen.Losses;

namespace NetGen;

/// <summary>
/// An <see cref="IObjective"/> of any kind by reference, so that a method which takes one can be virtual: one over its type would be looked up at each
/// call, and no image could hold it. It costs a call through a pointer, and allocates nothing.
/// </summary>
internal readonly unsafe ref struct AnyObjective
{
    private readonly ref byte _objective;
    private readonly delegate*<ref byte, Span<float>, Span<float>, LossResult> _evaluate;

    private AnyObjective(ref byte objective, delegate*<ref byte, Span<float>, Span<float>, LossResult> evaluate)
    {
        _objective = ref objective;
        _evaluate = evaluate;
    }

    /// <summary>Stands for an objective.</summary>
    /// <param name="objective">What is asked wherever this is.</param>
    public static AnyObjective Of<TObjective>(ref TObjective objective)
        where TObjective : IObjective, allows ref struct
        => new(ref Unsafe.As<TObjective, byte>(ref objective), &Evaluate<TObjective>);

    /// <summary>See <see cref="IObjective.Evaluate"/>.</summary>
    public LossResult Evaluate(Span<float> gradients, Span<float> outputs) => _evaluate(ref _objective, gradients, outputs);

    private static LossResult Evaluate<TObjective>(ref byte objective, Span<float> gradients, Span<float> outputs)
        where TObjective : IObjective, allows ref struct
        => Unsafe.As<byte, TObjective>(ref objective).Evaluate(gradients, outputs);
}
