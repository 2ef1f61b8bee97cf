using System.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>Everything that is emitted, decided.</summary>
/// <param name="Class">The class.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Input">The shape of a sample.</param>
/// <param name="Output">The shape of an output.</param>
/// <param name="Tensors">The parameter tensors in the order of the flat vector.</param>
/// <param name="Layers">The layers as they were declared.</param>
/// <param name="Views">The typed properties.</param>
/// <param name="Methods">The methods that compute.</param>
/// <param name="PredictArena">Floats of scratch a sample for prediction.</param>
/// <param name="TrainArena">Floats of scratch a sample for training.</param>
/// <param name="TrainFixed">Floats of scratch for training whatever the batch.</param>
/// <param name="Summary">The lines of the layer table and of the notes below it.</param>
/// <param name="SummaryNotes">These notes alone.</param>
/// <param name="Signature">What it computes, as a saved file says it.</param>
/// <param name="Watched">The layers whose outputs training shows to whoever watches.</param>
/// <param name="Chosen">What became of the declaration's choices; empty where it has none.</param>
/// <param name="Variants">The plans of the networks of the other values of these choices.</param>
internal sealed record ExecutionPlan(
    ClassDeclaration Class,
    Loss Loss,
    Shape Input,
    Shape Output,
    EquatableArray<PlannedTensor> Tensors,
    EquatableArray<PlannedLayer> Layers,
    EquatableArray<PlannedView> Views,
    EquatableArray<PlannedMethod> Methods,
    int PredictArena,
    int TrainArena,
    int TrainFixed,
    EquatableArray<string> Summary,
    EquatableArray<string> SummaryNotes,
    string Signature,
    EquatableArray<PlannedWatch> Watched,
    EquatableArray<ChosenValue> Chosen,
    EquatableArray<ExecutionPlan> Variants)
{
    public int ParameterCount => Tensors.Sum(t => t.Parameter.Length);

    /// <summary>How many labels a sample has.</summary>
    public int LabelLength => Loss.LabelLength(Output);
}

/// <summary>A tensor and its name in a file.</summary>
internal sealed record PlannedTensor(string Name, Parameter Parameter);

/// <summary>A layer as it was declared: an attribute, which may stand for a dense layer and its activation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">The attribute as the user wrote it.</param>
/// <param name="Output">What leaves it.</param>
/// <param name="TensorCount">How many tensors are its own.</param>
/// <param name="MultiplyAdds">The multiply-adds of one sample's forward pass.</param>
/// <param name="Inputs">The numbers of the layers that it takes from, 0 for the input; empty for the one just above.</param>
internal sealed record PlannedLayer(string Name, string Text, Shape Output, int TensorCount, long MultiplyAdds, EquatableArray<int> Inputs);

/// <summary>A property that views a layer's parameters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">The attribute as the user wrote it.</param>
/// <param name="Parts">Where its parameters stand.</param>
/// <param name="View">What the property is.</param>
internal sealed record PlannedView(string Name, string Text, EquatableArray<PlannedPart> Parts, ParameterView View);

/// <summary>Part of the flat vector.</summary>
/// <param name="Name">The tensor; empty where it is all of them.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct PlannedPart(string Name, int Offset, int Length);

/// <summary>A layer whose outputs training shows to whoever watches.</summary>
/// <param name="Name">Its name, as its tensors have it.</param>
/// <param name="Activation">What was last done to the outputs.</param>
/// <param name="Units">The extent of their last axis.</param>
internal sealed record PlannedWatch(string Name, string Activation, int Units);

/// <summary>The methods that compute.</summary>
internal enum PassKind
{
    /// <summary>The outputs of a batch.</summary>
    Forward,

    /// <summary>What the head takes, where the loss is computed together with the head.</summary>
    Logits,

    /// <summary>The loss of a batch.</summary>
    Loss,

    /// <summary>The loss of a batch and its gradient for every parameter.</summary>
    Backpropagate,
}

/// <summary>A method that computes.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Summary">Its documentation.</param>
/// <param name="TakesParameters">Whether it takes the network's parameters itself; one that is given them does not.</param>
/// <param name="Locals">Its places in the arena: value number n has place number n.</param>
/// <param name="Steps">What it does.</param>
/// <param name="ArenaEnd">The floats of scratch that it needs a sample, with those of the methods that it calls.</param>
/// <param name="FixedEnd">The floats of scratch that it needs whatever the batch.</param>
internal sealed record PlannedMethod(
    PassKind Kind, string Summary, bool TakesParameters, EquatableArray<PlannedLocal> Locals, EquatableArray<PlannedStep> Steps, int ArenaEnd, int FixedEnd)
{
    /// <summary>The last passes: places for the values, and a check of all that was decided.</summary>
    public static PlannedMethod Of(PassKind kind, string summary, bool takesParameters, Values values, IReadOnlyList<PlannedStep> steps, int arenaStart = 0)
    {
        var (locals, end, fixedEnd) = Arena.Assign(values, [.. steps.SelectMany(s => s.Calls)], arenaStart);
        var method = new PlannedMethod(kind, summary, takesParameters, locals, steps.ToEquatableArray(), end, fixedEnd);
        Debug.Assert(!PlanCheck.Faults(method).Any(), "A plan reads what is not there.");
        return method;
    }
}

/// <summary>A place in the arena, in floats for each sample of a batch, so that it starts at <c>Offset * batch</c>.</summary>
/// <param name="Name">The local variable.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">How long it is.</param>
/// <param name="AliasOf">The number of the variable whose place it takes over; -1 where the place is its own.</param>
/// <param name="IsSame">Whether it is but another name for that variable's values, which else are no longer needed.</param>
/// <param name="IsFixed">Whether its length, and its place behind all that follows the batch, are floats whatever the batch.</param>
internal sealed record PlannedLocal(string Name, int Offset, int Length, int AliasOf, bool IsSame, bool IsFixed);

/// <summary>The calls of one layer.</summary>
/// <param name="Comment">What they are.</param>
/// <param name="Calls">The calls.</param>
/// <param name="IfWanted">What the caller must have given for them to run; null where they always do.</param>
internal sealed record PlannedStep(string Comment, EquatableArray<Call> Calls, Operand.Result? IfWanted = null)
{
    /// <summary>What they are, without the values that a variant may have otherwise: of a layer, its name.</summary>
    public string Name { get; init; } = Comment;

    /// <summary>The forward calls of a stage.</summary>
    public static PlannedStep Of(Stage stage, IEnumerable<Call> calls) => new(stage.Title, calls.ToEquatableArray()) { Name = stage.Node.Name };
}
