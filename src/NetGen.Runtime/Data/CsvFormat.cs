namespace NetGen;

/// <summary>What cuts a CSV file's text into lines and fields.</summary>
/// <param name="Separator">What stands between two fields.</param>
/// <param name="Whitespace">Whether any number of blanks does instead.</param>
/// <param name="Comment">What the lines start with that are left out; null where there are none.</param>
internal readonly record struct CsvFormat(char Separator, bool Whitespace = false, char? Comment = null)
{
    /// <summary>Fields with a separator between them, and no comments.</summary>
    public static implicit operator CsvFormat(char separator) => new(separator);

    /// <summary>What options ask for.</summary>
    /// <exception cref="ArgumentException">They ask for what cannot be.</exception>
    public static CsvFormat Of(CsvOptions options)
    {
        if (!char.IsAscii(options.Separator) || options.Separator is '"' or '\r' or '\n')
            throw new ArgumentException(
                $"The separator must be an ASCII character other than a quote or a line end, but it is '{options.Separator}'.", nameof(options));
        if (options.WhitespaceSeparated && options.Separator != ',')
            throw new ArgumentException(
                $"'WhitespaceSeparated' takes the place of 'Separator', but that is set too, to '{options.Separator}'.", nameof(options));
        if (options.Comment is { } comment && (!char.IsAscii(comment) || comment is '"' or '\r' or '\n' or ' ' or '\t' || comment == options.Separator))
            throw new ArgumentException($"'Comment' must be an ASCII character other than a quote, a blank, a line end or the separator, but it is "
                + $"{Found.Quote([comment])}.", nameof(options));
        return new(options.Separator, options.WhitespaceSeparated, options.Comment);
    }

    /// <summary>What a text looks like that this does not cut, for the end of an error message; empty where it looks like nothing.</summary>
    /// <param name="text">A field or a row.</param>
    public string HintFor(ReadOnlySpan<byte> text)
    {
        var found = Separator != ';' && text.Contains((byte)';') ? (Name: "semicolons", Text: "';'")
            : Separator != '\t' && !Whitespace && text.Trim(" \t\r\n"u8).Contains((byte)'\t') ? (Name: "tabs", Text: @"'\t'")
            : default;
        return found.Name is null ? "" : $" It holds {found.Name}: where they separate fields, set CsvOptions.Separator to {found.Text}.";
    }
}
