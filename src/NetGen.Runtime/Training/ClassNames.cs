namespace NetGen;

/// <summary>What the classes of a network are called.</summary>
internal static class ClassNames
{
    /// <summary>A copy of names that fit a network.</summary>
    /// <param name="names">The names.</param>
    /// <param name="network">The network.</param>
    /// <param name="source">What error messages call the names.</param>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static string[] Checked(IReadOnlyList<string> names, NetworkDescription network, string source = "'ClassNames'")
    {
        string[] copy = [.. names];
        // One output that is a probability has two classes: not so, and so.
        var classes = network.OutputShape[^1] is 1 ? 2 : network.OutputShape[^1];
        if (copy.Length != classes)
            throw new ArgumentException(
                $"{source} holds {copy.Length} names; expected {classes}, one for each class of {network.Name}.", nameof(Network.ClassNames));

        if (Array.FindIndex(copy, name => !string.IsNullOrEmpty(name) && !Categories.IsUnicode(name)) is >= 0 and var damaged)
            throw new ArgumentException(
                $"{source} holds at place {damaged} a text that is no Unicode; expected one that a file can hold.", nameof(Network.ClassNames));

        if (Array.FindIndex(copy, string.IsNullOrEmpty) is >= 0 and var empty)
            throw new ArgumentException($"{source} holds no name at place {empty}; expected a text.", nameof(Network.ClassNames));

        return copy.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new ArgumentException(
                $"{source} holds {Found.Quote(twice.Key)} twice; expected a name of its own for each class.", nameof(Network.ClassNames))
            : copy;
    }
}
