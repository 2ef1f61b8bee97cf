namespace NetGen.Generator.Model;

/// <summary>A diagnostic that knows its place by number, not by location: the generator counts it, the analyzer reports it.</summary>
/// <param name="Id">The id, <c>NG0001</c> and up.</param>
/// <param name="Target">Where.</param>
/// <param name="Arguments">What the descriptor's message is filled with.</param>
internal sealed record NetworkDiagnostic(string Id, DiagnosticTarget Target, EquatableArray<string> Arguments);

/// <summary>A place in a declaration.</summary>
/// <param name="Attribute">The number of the attribute; -1 for the class's name, or a member.</param>
/// <param name="Argument">The argument of that attribute; null for the whole attribute.</param>
/// <param name="Element">The element of that argument, an array; -1 for the whole argument.</param>
/// <param name="Member">The number of the member of the user's; -1 for none.</param>
internal readonly record struct DiagnosticTarget(int Attribute, string? Argument = null, int Element = -1, int Member = -1)
{
    public static DiagnosticTarget Class => new(-1);

    public static DiagnosticTarget OfMember(int member) => new(-1, Member: member);
}
