using NetGen.Generator.Layers;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Everything that is emitted, decided.</summary>
/// <param name="Class">The class.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Input">The shape of a sample.</param>
/// <param name="Output">The shape of an output.</param>
/// <param name="LabelLength">How many labels a sample has.</param>
/// <param name="Tensors">The parameter tensors in the order of the flat vector.</param>
/// <param name="Layers">The layers as they were declared.</param>
/// <param name="Views">The typed properties.</param>
/// <param name="Methods">The methods that compute.</param>
/// <param name="PredictArena">Floats of scratch a sample for prediction.</param>
/// <param name="TrainArena">Floats of scratch a sample for training.</param>
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
    int LabelLength,
    EquatableArray<PlannedTensor> Tensors,
    EquatableArray<PlannedLayer> Layers,
    EquatableArray<PlannedView> Views,
    EquatableArray<PlannedMethod> Methods,
    int PredictArena,
    int TrainArena,
    EquatableArray<string> Summary,
    EquatableArray<string> SummaryNotes,
    string Signature,
    EquatableArray<PlannedWatch> Watched,
    EquatableArray<ChosenValue> Chosen,
    EquatableArray<ExecutionPlan> Variants)
{
    public int ParameterCount => Tensors.Sum(t => t.Parameter.Length);
}

/// <summary>A tensor and its name in a file.</summary>
internal sealed record PlannedTensor(string Name, Parameter Parameter);

/// <summary>A layer as it was declared: an attribute, which may stand for a dense layer and its activation.</summary>
internal sealed record PlannedLayer(string Name, string Text, Shape Output, int TensorCount, long MultiplyAdds);

/// <summary>A property that views a layer's parameters.</summary>
internal sealed record PlannedView(string Name, string Text, int Offset, int Length, ParameterView View);

/// <summary>A layer whose outputs training shows to whoever watches.</summary>
/// <param name="Name">Its name, as its tensors have it.</param>
/// <param name="Activation">What was last done to the outputs.</param>
/// <param name="Units">The extent of their last axis.</param>
internal sealed record PlannedWatch(string Name, string Activation, int Units);

/// <summary>A method that computes.</summary>
/// <param name="Summary">Its documentation.</param>
/// <param name="Signature">Its declaration.</param>
/// <param name="UsesParameters">Whether it reads the network's parameters; one that is given them does not.</param>
/// <param name="Locals">Its places in the arena.</param>
/// <param name="Steps">What it does.</param>
/// <param name="Return">What it returns; null for nothing.</param>
internal sealed record PlannedMethod(
    string Summary, Signature Signature, bool UsesParameters, EquatableArray<PlannedLocal> Locals, EquatableArray<PlannedStep> Steps, string? Return);

/// <summary>A method's declaration.</summary>
/// <param name="Header">Modifiers, return type and name.</param>
/// <param name="Parameters">Type and name of each parameter.</param>
/// <param name="SharedHeader">The header where the method belongs to the code that variants share, which is an object with their numbers; null for the same.</param>
internal sealed record Signature(string Header, EquatableArray<string> Parameters, string? SharedHeader = null);

/// <summary>A place in the arena, in floats for each sample of a batch, so that it starts at <c>Offset * batch</c>.</summary>
/// <param name="Name">The local variable.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">How long it is.</param>
/// <param name="AliasOf">The variable whose place it takes over, whose values are no longer needed.</param>
internal sealed record PlannedLocal(string Name, int Offset, int Length, string? AliasOf);

/// <summary>The calls of one layer.</summary>
/// <param name="Comment">What they are.</param>
/// <param name="Calls">The calls.</param>
/// <param name="Condition">What must hold for them to run; null where they always do.</param>
internal sealed record PlannedStep(string Comment, EquatableArray<KernelCall> Calls, string? Condition = null)
{
    /// <summary>What they are, without the values that a variant may have otherwise: of a layer, its name.</summary>
    public string Name { get; init; } = Comment;
}
