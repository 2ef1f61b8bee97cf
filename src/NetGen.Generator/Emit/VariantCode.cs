using NetGen.Generator.Planning;

namespace NetGen.Generator.Emit;

/// <summary>The code of one variant, in the form that can be compared with others'.</summary>
internal sealed class VariantCode
{
    public VariantCode(ExecutionPlan plan, string owner)
    {
        var methods = new CodeWriter();
        MethodEmitter.Emit(methods, plan, isShared: true);
        var description = new CodeWriter();
        DescriptionEmitter.EmitWithoutTable(description, "", plan, owner);
        (Plan, Methods, Description) = (plan, Template.Of(methods.ToString()), Template.Of(description.ToString()));
    }

    public ExecutionPlan Plan { get; }

    /// <summary>The methods that compute.</summary>
    public Template Methods { get; }

    /// <summary>What the runtime is told.</summary>
    public Template Description { get; }

    /// <summary>What must be equal for the code to be shared.</summary>
    public string Skeleton => Methods.Skeleton + "\0" + Description.Skeleton;
}
