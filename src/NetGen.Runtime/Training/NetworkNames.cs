namespace NetGen;

/// <summary>What the numbers of a network's labels and inputs stand for, as far as somebody has said.</summary>
internal readonly record struct NetworkNames(IReadOnlyList<string>? ClassNames, Categories? Categories)
{
    /// <summary>These, and from others what is missing here.</summary>
    public NetworkNames Or(NetworkNames others) => new(ClassNames ?? others.ClassNames, Categories ?? others.Categories);

    /// <summary>What two of them say differently, where both say something; null where nothing is.</summary>
    /// <param name="mine">Whose these are, in the message.</param>
    /// <param name="others">The others.</param>
    /// <param name="their">Whose the others are, in the message.</param>
    public string? Difference(string mine, NetworkNames others, string their)
    {
        if (ClassNames is not null && others.ClassNames is not null && !ClassNames.SequenceEqual(others.ClassNames, StringComparer.Ordinal))
            return $"The classes of {mine} are {Found.List(ClassNames)}; those of {their} are {Found.List(others.ClassNames)}.";
        if (Categories is not null && others.Categories is not null && Categories.FirstDifference(Categories, others.Categories) is var (column, first, second))
            return $"The categories of column {column} are {first} for {mine}, and {second} for {their}.";
        return null;
    }
}
