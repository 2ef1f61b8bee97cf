namespace NetGen.Generator.Model;

/// <summary>A class with network attributes as the user wrote it: what Parsing finds out, and the last that knows of symbols.</summary>
/// <param name="Class">The class.</param>
/// <param name="Attributes">Its network attributes in source order.</param>
internal sealed record NetworkDeclaration(ClassDeclaration Class, EquatableArray<AttributeDeclaration> Attributes);

/// <summary>The class that a network is declared on, and whatever could keep it from being one.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Identifier">Its name as C# writes it: a keyword has an <c>@</c>.</param>
/// <param name="Containers">The headers of the types it is nested in, outermost first, such as <c>partial class Outer</c>.</param>
/// <param name="IsPartial">Whether the class is partial.</param>
/// <param name="NonPartialContainer">The first type it is nested in that is not partial.</param>
/// <param name="IsGeneric">Whether it, or a type that it is nested in, is generic.</param>
/// <param name="Unfit">What makes it no ordinary class, such as <c>static</c>.</param>
/// <param name="BaseClass">A base class that the user wrote.</param>
/// <param name="HasDocumentation">Whether the user documented the class.</param>
/// <param name="Members">The names of the members that the user wrote.</param>
internal sealed record ClassDeclaration(
    string Namespace,
    string Name,
    string Identifier,
    EquatableArray<string> Containers,
    bool IsPartial,
    string? NonPartialContainer,
    bool IsGeneric,
    string? Unfit,
    string? BaseClass,
    bool HasDocumentation,
    EquatableArray<string> Members);

/// <summary>What an attribute is to a network.</summary>
internal enum AttributeRole
{
    Input,
    Layer,
    Loss,
    Monitor,
}

/// <summary>One attribute of a declaration.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Kind">Its name without <c>Attribute</c>, such as <c>Dense</c>.</param>
/// <param name="Declaration">Which of the class's partial declarations it stands on.</param>
/// <param name="Text">It as the user wrote it, such as <c>Dense(128, Relu)</c>.</param>
/// <param name="Arguments">What the user gave, constructor arguments under the names of their parameters.</param>
internal sealed record AttributeDeclaration(AttributeRole Role, string Kind, int Declaration, string Text, EquatableArray<Argument> Arguments);

/// <summary>One argument: exactly one of the four values is set, by the type of the parameter.</summary>
/// <param name="Name">The parameter or property.</param>
/// <param name="Number">Of a number or a truth value (0 or 1).</param>
/// <param name="Text">Of a string, or the member's name of an enum.</param>
/// <param name="Items">Of an array; its elements have no name.</param>
/// <param name="IsUndefinedMember">Whether the text is a cast to an enum that has no such member.</param>
/// <param name="Origin">The element of a choice that it was taken from; null where the user gave the value itself.</param>
internal sealed record Argument(
    string Name, double Number, string? Text, EquatableArray<Argument> Items, bool IsUndefinedMember = false, ChoiceElement? Origin = null);

/// <summary>One of the values of a choice.</summary>
/// <param name="Option">The property that lists them, such as <c>OneOf</c>.</param>
/// <param name="Index">Which of them.</param>
internal readonly record struct ChoiceElement(string Option, int Index);
