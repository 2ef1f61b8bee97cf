namespace NetGen;

/// <summary>A column, by index (<c>3</c>, <c>^1</c>) or by its name in the header.</summary>
public readonly struct CsvColumn
{
    private CsvColumn(Index index, string? name)
    {
        Index = index;
        Name = name;
    }

    internal string? Name { get; }

    /// <summary>The index; of no meaning where there is a name.</summary>
    internal Index Index { get; }

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
    public override string ToString() => Name is null ? Index.ToString() : Found.Quote(Name);

    /// <summary>Whether both are the same name or the same index.</summary>
    internal bool Is(CsvColumn other) => Name == other.Name && (Name is not null || Index.Equals(other.Index));

    /// <summary>The column's index in a table; -1 where it has none.</summary>
    /// <exception cref="ArgumentException">Several columns have the name.</exception>
    internal int Find(int columns, IReadOnlyList<string> header, string parameter)
    {
        if (Name is null)
            return Index.GetOffset(columns) is var offset && (uint)offset < (uint)columns ? offset : -1;

        int found = -1;
        for (int i = 0; i < header.Count; i++)
        {
            if (header[i] != Name)
                continue;
            // Whichever of them was taken, the other one would stay among the features.
            if (found >= 0)
                throw new ArgumentException($"There are several columns {this}, those of index {found} and {i} among them; choose one by its index, "
                    + "and leave the others out with CsvOptions.Drop.", parameter);
            found = i;
        }

        return found;
    }

    /// <summary>The column's index in a table.</summary>
    /// <exception cref="ArgumentException">There is no such column, or several have the name.</exception>
    internal int In(int columns, IReadOnlyList<string> header, string parameter, string hint = "")
    {
        int found = Find(columns, header, parameter);
        if (found < 0)
            throw new ArgumentException($"There is no column {this}; the table has {columns} "
                + $"columns{(header.Count == 0 ? " and no header" : $": {Found.List(header, 100)}")}.{hint}", parameter);
        return found;
    }
}
