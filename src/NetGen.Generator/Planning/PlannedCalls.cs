using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>The network's own method that computes outputs or logits.</summary>
/// <param name="Method">Which.</param>
/// <param name="Inputs">The samples.</param>
/// <param name="Target">What it fills.</param>
/// <param name="IsGivenParameters">Whether the method that calls it was given the parameters, and has not taken the network's.</param>
internal sealed record PassCall(PassKind Method, EquatableArray<Operand> Inputs, Operand Target, bool IsGivenParameters)
    : Call([.. Inputs.Select(input => new Use(input)), new Use(Target, Access.Write)]);

/// <summary>A call of a loss, whose result the method returns.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Outputs">What it compares.</param>
/// <param name="Gradient">Where the gradient for that goes; null where only the loss is wanted.</param>
internal sealed record LossCall(Loss Loss, Operand Outputs, Operand? Gradient = null)
    : Call([
        Outputs,
        new Operand.Labels(),
        .. Gradient is null ? (IEnumerable<Use>)[] : [new Operand.SampleWeights(), new Use(Gradient, Access.Write, Over: Outputs)],
        .. Loss.Options.Select(option => new Use(new Operand.Option(option.Name, option.Value))),
    ]);

/// <summary>A copy.</summary>
internal sealed record CopyCall(Operand From, Operand To) : Call([From, new Use(To, Access.Write)]);

/// <summary>Shows values to whoever watches.</summary>
/// <param name="Layer">The number of the watched layer; -1 for the samples.</param>
/// <param name="Shown">The values.</param>
internal sealed record WatchCall(int Layer, Operand Shown) : Call([Shown]);
