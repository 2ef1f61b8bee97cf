using System.Reflection;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Diagnostics;

/// <summary>
/// Every diagnostic, in the order of its id. Ids are never reused; each has its page in <c>docs/diagnostics</c>.
/// Errors cannot run; warnings run and disappoint.
/// </summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "NG0001",
        "A network must be partial",
        "'{0}' is declared as a network but is not partial, so its generated half cannot be added to it; write 'partial class {0}'");

    public static readonly DiagnosticDescriptor NoInput = Error(
        "NG0002",
        "A network needs an input",
        "'{0}' declares a network without [Input]; write the shape of one sample above its layers, for example [Input(28, 28)]");

    public static readonly DiagnosticDescriptor ContainerNotPartial = Error(
        "NG0003",
        "The type around a network must be partial",
        "'{0}' is nested in '{1}', which is not partial, so its generated half cannot be added to it; make '{1}' partial");

    public static readonly DiagnosticDescriptor Generic = Error(
        "NG0004",
        "A network cannot be generic",
        "'{0}' is generic or nested in a generic type; the shapes of a network are known when it is built, so it takes no type parameters");

    public static readonly DiagnosticDescriptor NotAnOrdinaryClass = Error(
        "NG0005",
        "A network must be an ordinary class",
        "'{0}' is {1}; a network is an ordinary class, of which instances are made");

    public static readonly DiagnosticDescriptor SeveralDeclarations = Error(
        "NG0006",
        "All layers of a network stand on one declaration",
        "[{0}] stands on another declaration of '{1}' than the layers before it; the order between declarations is not defined, so write all of them on one");

    public static readonly DiagnosticDescriptor HasBaseClass = Error(
        "NG0007",
        "A network has no base class of the user's",
        "'{0}' derives from '{1}'; its base class is {2}");

    public static readonly DiagnosticDescriptor NoLayers = Error(
        "NG0008",
        "A network needs a layer",
        "'{0}' has an [Input] of shape {1} and no layer below it; add one, for example [Dense(10)]");

    public static readonly DiagnosticDescriptor InputNotFirst = Error(
        "NG0009",
        "The input stands above the layers",
        "[Input] stands below {0}; layers apply from top to bottom, so write it above the first of them");

    public static readonly DiagnosticDescriptor InvalidInputShape = Error(
        "NG0010",
        "The input's shape is invalid",
        "{0} is not a shape of one sample: it needs at least one extent, and each must be at least 1");

    public static readonly DiagnosticDescriptor UnitsOutOfRange = Error(
        "NG0011",
        "The number of units is out of range",
        "Dense has {0} units; it needs at least 1");

    public static readonly DiagnosticDescriptor RateOutOfRange = Error(
        "NG0012",
        "The dropout rate is out of range",
        "Dropout has the rate {0}; it is the share of values that are dropped, at least 0 and below 1");

    public static readonly DiagnosticDescriptor OptionOutOfRange = Error(
        "NG0013",
        "An option is out of range",
        "{0} = {1} is out of range; it must be {2}");

    public static readonly DiagnosticDescriptor InvalidName = Error(
        "NG0014",
        "A layer's name cannot be used",
        "'{0}' cannot be the name of a layer: {1}");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "NG0015",
        "Two layers have one name",
        "Two layers are named '{0}'; names are compared without the case of their first letter, and unnamed layers are called by kind and number");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "NG0016",
        "The network is too large",
        "{0} makes {1} values; a network can hold {2}");

    public static readonly DiagnosticDescriptor LossDoesNotFit = Error(
        "NG0017",
        "The loss does not fit the last layer",
        "[{0}] is computed from the logits below {1}, but the last layer is {2}; {3}");

    public static readonly DiagnosticDescriptor SeveralLosses = Error(
        "NG0018",
        "A network has one loss",
        "[{0}] is a second loss; the network already has [{1}]");

    public static readonly DiagnosticDescriptor LayerAfterLoss = Error(
        "NG0019",
        "The loss stands below the layers",
        "{0} stands below the loss [{1}]; write the loss below the last layer");

    public static readonly DiagnosticDescriptor UndefinedMember = Error(
        "NG0020",
        "The value is not a member of its enum",
        "{0} is not a member of its enum; choose one by name");

    public static readonly DiagnosticDescriptor DenseHeadOnRows = Warning(
        "NG0021",
        "A dense head acts on the last axis only",
        "{0} acts on the last axis only: {1}. Insert [Flatten] above it if each sample is one row of features.");

    public static readonly DiagnosticDescriptor LinearStack = Warning(
        "NG0022",
        "Two dense layers with no activation between them",
        "{0} follows {1} with no activation between them: two linear layers are no more than one. Give the upper one an activation, for example Relu.");

    public static readonly DiagnosticDescriptor VanishingGradients = Warning(
        "NG0023",
        "Many saturating layers in a row",
        "{0} is the {1} sigmoid or tanh layer in a row; gradients vanish through such a stack. Use Relu or Elu in hidden layers.");

    public static readonly DiagnosticDescriptor SoftmaxOverOne = Warning(
        "NG0024",
        "Softmax over one unit",
        "Softmax over the one unit of {0} is always 1; use Sigmoid for two classes, or one unit for each class");

    public static readonly DiagnosticDescriptor SoftmaxTwice = Warning(
        "NG0025",
        "Softmax twice",
        "This softmax follows another one; the second flattens the probabilities of the first. Remove one.");

    public static readonly DiagnosticDescriptor ReluOnRegression = Warning(
        "NG0026",
        "ReLU on a regression's output",
        "{0} at the output of a regression cannot give negative values, and its gradient is 0 wherever it gives 0; leave the last layer linear");

    public static readonly DiagnosticDescriptor DropoutOnOutput = Warning(
        "NG0027",
        "Dropout after the output layer",
        "Dropout after the output layer drops outputs themselves; put it above the last dense layer, or remove it");

    public static readonly DiagnosticDescriptor Bottleneck = Warning(
        "NG0028",
        "A hidden layer narrower than the output",
        "{0} has fewer units than the {1} {2} of the output; what it drops cannot come back");

    public static readonly DiagnosticDescriptor HugeDense = Warning(
        "NG0029",
        "A very large dense layer on a flattened input",
        "{0} on {1} flattened values has {2} weights; reduce the input first, or use fewer units");

    public static readonly DiagnosticDescriptor GeneratedConstant = Error(
        "NG0030",
        "The value is generated itself",
        "'{0}' comes from generated code, so it is not known when the network is generated; write the number, or a constant that does not");

    public static readonly DiagnosticDescriptor ClassNameTaken = Error(
        "NG0031",
        "The name of a network cannot be used",
        "'{0}' cannot be the name of a network: its generated half has a member of that name; choose another");

    public static readonly DiagnosticDescriptor MissingValue = Error(
        "NG0032",
        "A layer lacks its value",
        "[{0}] gives no {1}; write it, for example [{2}], or a choice, for example [{3}]");

    public static readonly DiagnosticDescriptor ChoiceBesideValue = Error(
        "NG0033",
        "A choice stands in place of a value",
        "[{0}] gives both {1} and {2}; a choice stands in place of the value, so remove one of the two");

    public static readonly DiagnosticDescriptor EmptyChoice = Error(
        "NG0034",
        "A choice needs a value",
        "{0} offers no value; give it at least one");

    public static readonly DiagnosticDescriptor ValueTwice = Error(
        "NG0035",
        "A choice has each value once",
        "{0} offers {1} twice, which would be one variant twice; remove one");

    public static readonly DiagnosticDescriptor TooManyVariants = Error(
        "NG0036",
        "The choices make too many variants",
        "The choices of '{0}' make {1} variants, each a class of its own; a network can have {2}, so offer fewer values");

    public static readonly DiagnosticDescriptor VariantsDiffer = Error(
        "NG0037",
        "All variants of a network have one output and one loss",
        "The output is {0} and the loss {1} with {2}, but {3} and {4} with {5}; all variants of a network learn one task, so {6}");

    public static readonly DiagnosticDescriptor MemberClashes = Error(
        "NG0038",
        "A member clashes with the generated half",
        "'{0}' {1}");

    public static readonly DiagnosticDescriptor NotTheLibrarys = Error(
        "NG0039",
        "A type stands in the place of one of NetGen's",
        "{0}, {1}");

    public static readonly DiagnosticDescriptor InternalError = Error(
        "NG0040",
        "NetGen cannot compile the network",
        "NetGen cannot compile '{0}' and generates nothing for it ({1}: {2}); this is a fault of NetGen's, or its attributes are of another version, "
            + "so please report it with the declaration");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "NG0041",
        "The language version is too old for generated code",
        "The generated half of '{0}' is written in C# {1}, and the project is compiled as C# {2}; set its LangVersion to {1} or later, or leave it out");

    public static readonly DiagnosticDescriptor SoftmaxInside = Warning(
        "NG0042",
        "Softmax inside the network",
        "{0} gives probabilities to {1}: they are small, sum to 1 and pass little gradient down. Keep softmax for the last layer, and give hidden ones Relu.");

    public static readonly DiagnosticDescriptor SoftmaxWithSquaredError = Warning(
        "NG0043",
        "Softmax with a squared error",
        "The gradient of a squared error through {0} is near 0 where the network is sure and wrong; use [CrossEntropy], whose labels are class indices");

    public static readonly DiagnosticDescriptor IncompleteRange = Error(
        "NG0044",
        "A range has a start, an end and a step",
        "[{0}] gives {1} without {2}; complete the range, for example [{3}]");

    public static readonly DiagnosticDescriptor TwoChoices = Error(
        "NG0045",
        "A value is left open once",
        "[{0}] gives both {1} and {2}; list the values or give their range, so remove one of the two");

    public static readonly DiagnosticDescriptor UnknownWire = Error(
        "NG0046",
        "A layer takes from what is not there",
        "{0} takes from '{1}', and no layer above it is called so; there are {2}");

    public static readonly DiagnosticDescriptor WireFromBelow = Error(
        "NG0047",
        "A layer takes from one below it",
        "{0} takes from '{1}', which does not stand above it; layers apply from top to bottom, so that none waits for itself");

    public static readonly DiagnosticDescriptor UnreadLayer = Error(
        "NG0048",
        "Nothing takes what a layer gives",
        "Nothing takes the output of {0}; name '{1}' by From or in a merge below, or remove the layer");

    public static readonly DiagnosticDescriptor UnlikeMerge = Error(
        "NG0049",
        "What is merged does not fit together",
        "{0} merges {2} with {3}; they must have {1}");

    public static readonly DiagnosticDescriptor TooFewWires = Error(
        "NG0050",
        "A merge needs two values",
        "[{0}] names nothing to merge with; name the layer whose output it takes beside that of the one above it, for example [{1}(\"skip\")]");

    private const string Category = "NetGen";

    /// <summary>
    /// Where the pages of the diagnostics are. A path in the repository, which an editor shows and cannot open: once the repository has an address of its
    /// own, that goes before it.
    /// </summary>
    private const string Pages = "docs/diagnostics/";

    /// <summary>All descriptors by id.</summary>
    public static readonly IReadOnlyDictionary<string, DiagnosticDescriptor> ById = typeof(Descriptors)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(f => f.FieldType == typeof(DiagnosticDescriptor))
        .Select(f => (DiagnosticDescriptor)f.GetValue(null))
        .ToDictionary(d => d.Id);

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"{Pages}{id}.md");
}
