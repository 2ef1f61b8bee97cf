using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>What the compiler must know of a loss. <c>LossTable</c> says how each is read from its attribute.</summary>
internal abstract record Loss
{
    /// <summary>The attribute's name, which is that of the class in <c>NetGen.Losses</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What labels consist of: indices of the classes on the output's last axis, or values, one for each output.</summary>
    public abstract ElementKind Labels { get; }

    /// <summary>The kind of layer that the loss is computed together with, from that layer's input; null where it takes the output itself.</summary>
    public virtual string? Head => null;

    /// <summary>Whether it counts how many labels the outputs hit.</summary>
    public virtual bool HasAccuracy => false;

    /// <summary>Whether it compares values one by one, as those of a regression: the outputs themselves are what is wanted.</summary>
    public virtual bool IsRegression => false;

    /// <summary>The numbers that it is computed with, beside outputs and labels.</summary>
    public virtual EquatableArray<LossOption> Options => [];

    /// <summary>The loss with its options, as one would write it: <c>Huber(Delta = 0.5)</c>.</summary>
    public string Text => Options.Count == 0 ? Kind : $"{Kind}({string.Join(", ", Options)})";

    /// <summary>Whether labels are the indices of classes.</summary>
    public bool LabelsAreClasses => Labels == ElementKind.Index;

    /// <summary>How many labels a sample has.</summary>
    public int LabelLength(Shape output) => LabelsAreClasses ? output.Rows : output.Length;

    /// <summary>Whether it is the loss of a network with that last layer, where the declaration names none.</summary>
    public bool FollowsFrom(Layer last) => Head == last.Kind;

    /// <summary>Whether it can be computed from what a last layer gives.</summary>
    public bool Fits(Layer last) => Head is null || FollowsFrom(last);
}

/// <summary>A number that a loss is computed with.</summary>
/// <param name="Name">The parameter of its kernels.</param>
/// <param name="Value">The number.</param>
internal readonly record struct LossOption(string Name, double Value)
{
    public override string ToString() => FormattableString.Invariant($"{char.ToUpperInvariant(Name[0])}{Name.Substring(1)} = {Value}");
}
