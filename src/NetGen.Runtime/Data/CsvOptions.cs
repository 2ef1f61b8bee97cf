namespace NetGen;

/// <summary>Whether a CSV file's first row names the columns.</summary>
public enum CsvHeader
{
    /// <summary>It does if one of its fields is neither a number nor empty, categorical columns aside.</summary>
    Auto,

    /// <summary>It does.</summary>
    Present,

    /// <summary>It does not.</summary>
    Absent,
}

/// <summary>What becomes of an empty field, or one that says NaN.</summary>
public enum CsvMissing
{
    /// <summary>The file is refused.</summary>
    Error,

    /// <summary>It is read as <see cref="float.NaN"/>.</summary>
    NaN,
}

/// <summary>How to read a CSV file.</summary>
public sealed class CsvOptions
{
    /// <summary>What stands between two fields: an ASCII character.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether the first row names the columns.</summary>
    public CsvHeader Header { get; init; }

    /// <summary>What becomes of missing values.</summary>
    public CsvMissing Missing { get; init; }

    /// <summary>The columns that hold text: each text becomes the index of its first appearance among the column's texts.</summary>
    public IReadOnlyList<CsvColumn> Categorical { get; init; } = [];
}

/// <summary>A column, by index (<c>3</c>, <c>^1</c>) or by its name in the header.</summary>
public readonly struct CsvColumn
{
    private readonly Index _index;

    private CsvColumn(Index index, string? name)
    {
        _index = index;
        Name = name;
    }

    internal string? Name { get; }

    /// <summary>The column at an index.</summary>
    /// <param name="index">The index, from 0.</param>
    public static implicit operator CsvColumn(int index) => new(index, null);

    /// <summary>The column at an index.</summary>
    /// <param name="index">The index, from the start or the end.</param>
    public static implicit operator CsvColumn(Index index) => new(index, null);

    /// <summary>The column of a name.</summary>
    /// <param name="name">The name in the header, letter for letter.</param>
    public static implicit operator CsvColumn(string name) => new(0, name ?? throw new ArgumentNullException(nameof(name)));

    /// <summary>The name or the index.</summary>
    public override string ToString() => Name is null ? _index.ToString() : $"'{Name}'";

    /// <summary>The column's index in a table.</summary>
    internal int In(int columns, IReadOnlyList<string> header, string parameter)
    {
        int found = -1;
        if (Name is null)
            found = _index.GetOffset(columns);
        for (int i = 0; Name is not null && i < header.Count && found < 0; i++)
            found = header[i] == Name ? i : -1;
        if ((uint)found >= (uint)columns)
            throw new ArgumentException($"There is no column {this}; the table has {columns} columns{(header.Count == 0 ? " and no header" : $": {string.Join(", ", header)}")}.", parameter);
        return found;
    }
}
