namespace NetGen.Generator.Model;

/// <summary>A class with network attributes as the user wrote it: what Parsing finds out, and the last that knows of symbols.</summary>
/// <param name="Class">The class.</param>
/// <param name="Attributes">Its network attributes in source order.</param>
/// <param name="Project">The project that it stands in.</param>
internal sealed record NetworkDeclaration(ClassDeclaration Class, EquatableArray<AttributeDeclaration> Attributes, ProjectDeclaration Project);

/// <summary>The project that a network stands in, and whatever could keep emitted code from being compiled there.</summary>
/// <param name="OldLanguage">The version of C# that it is compiled as, where that is too old.</param>
/// <param name="NeededLanguage">The version that emitted code needs.</param>
/// <param name="Hidden">A name of emitted code that means another type here.</param>
internal sealed record ProjectDeclaration(string? OldLanguage, string NeededLanguage, HiddenName? Hidden);

/// <summary>A type that cannot be named from <c>global::</c> down.</summary>
/// <param name="Name">The type, such as <c>System.Span&lt;T&gt;</c>.</param>
/// <param name="By">What stands in its way; null where its assembly has an alias.</param>
/// <param name="Assembly">The assembly of that; or the one that has an alias.</param>
internal sealed record HiddenName(string Name, string? By, string Assembly);

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
/// <param name="NetworkBase">The runtime's base class, where a half of the class names it.</param>
/// <param name="HasDocumentation">Whether the user documented the class.</param>
/// <param name="HasGeneratedCode">Whether the user wrote <c>[GeneratedCode]</c> on the class, which can be there once.</param>
/// <param name="IsClsCompliant">Whether C# would take the class for compliant with the CLS, which its base class is not.</param>
/// <param name="Members">The members that the user wrote.</param>
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
    string? NetworkBase,
    bool HasDocumentation,
    bool HasGeneratedCode,
    bool IsClsCompliant,
    EquatableArray<MemberDeclaration> Members)
{
    /// <summary>Whether the user wrote a member of that name.</summary>
    public bool HasMember(string name) => Members.Any(m => m.Name == name && m.Kind is MemberKind.Method or MemberKind.Other);
}

/// <summary>What a member is to the names of others.</summary>
internal enum MemberKind
{
    /// <summary>A method: others of its name may stand beside it.</summary>
    Method,

    /// <summary>A constructor that calls another.</summary>
    Constructor,

    /// <summary>A constructor that calls none.</summary>
    LoneConstructor,

    /// <summary>A field, property, event or type.</summary>
    Other,
}

/// <summary>A member that the user wrote.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parameters">Of a method or constructor, what tells it from others of its name.</param>
/// <param name="IsRequired">Whether whoever makes an instance must set it.</param>
internal sealed record MemberDeclaration(string Name, MemberKind Kind, string Parameters = "", bool IsRequired = false);

/// <summary>What an attribute is to a network.</summary>
internal enum AttributeRole
{
    Input,
    Layer,
    Loss,
    Monitor,

    /// <summary>Nothing that this compiler knows, though it is called as if it were.</summary>
    Unknown,
}

/// <summary>One attribute of a declaration.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Kind">Its name without <c>Attribute</c>, such as <c>Dense</c>; of an unknown one, the assembly that has it.</param>
/// <param name="Declaration">Which of the class's partial declarations it stands on.</param>
/// <param name="Text">It as the user wrote it, such as <c>Dense(128, Relu)</c>.</param>
/// <param name="Arguments">What the user gave, constructor arguments under the names of their parameters.</param>
internal sealed record AttributeDeclaration(AttributeRole Role, string Kind, int Declaration, string Text, EquatableArray<Argument> Arguments);

/// <summary>What an argument is.</summary>
internal enum ArgumentKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A truth value, as the number 0 or 1.</summary>
    Flag,

    /// <summary>A string, or what stands for one: a character, the name of a type.</summary>
    Text,

    /// <summary>The name of an enum's member.</summary>
    Member,

    /// <summary>A cast to an enum that has no such member.</summary>
    UndefinedMember,

    /// <summary>Several of them, which have no name.</summary>
    Array,
}

/// <summary>One argument.</summary>
/// <param name="Name">The parameter or property.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Of a number or a truth value (0 or 1).</param>
/// <param name="Text">Of a string or an enum.</param>
/// <param name="Items">Of an array; its elements have no name.</param>
/// <param name="Origin">The element of a choice that it was taken from; null where the user gave the value itself.</param>
internal sealed record Argument(
    string Name, ArgumentKind Kind, double Number = 0, string? Text = null, EquatableArray<Argument> Items = default, ChoiceElement? Origin = null);

/// <summary>One of the values of a choice.</summary>
/// <param name="Option">The property that lists them, such as <c>OneOf</c>; of a range, the end that the value follows from.</param>
/// <param name="Index">Which of them; -1 where the property has but one value.</param>
internal readonly record struct ChoiceElement(string Option, int Index);
