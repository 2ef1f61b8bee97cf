namespace NetGen;

/// <summary>What takes the place of missing values in the columns of a table. Does not change.</summary>
/// <remarks>
/// A table that was read with a <see cref="CsvOptions.Missing"/> that fills learns its own (<see cref="CsvTable.FillValues"/>); in
/// <see cref="CsvOptions.FillValues"/> a second table takes the same.
/// </remarks>
public sealed class FillValues
{
    private readonly (CsvColumn Column, float Value, string? Text)[] _entries;

    internal FillValues(IEnumerable<(CsvColumn Column, float Value, string? Text)> entries) => _entries = [.. entries];

    /// <summary>The columns, by name or index.</summary>
    public IReadOnlyList<CsvColumn> Columns => [.. _entries.Select(entry => entry.Column)];

    /// <summary>What a column is filled with: a number, or the index of a text among the categories of the table that learnt it.</summary>
    /// <param name="column">The column, by name or index as in <see cref="Columns"/>.</param>
    /// <exception cref="ArgumentException">It has no value here.</exception>
    public float this[CsvColumn column] => TryFind(column, out var entry)
        ? entry.Value
        : throw new ArgumentException(
            $"There is no value for column {column}; there are those for {(_entries.Length == 0 ? "none" : string.Join(", ", Columns))}.", nameof(column));

    /// <summary>Each column and its value, one a line.</summary>
    public override string ToString() => string.Join(Environment.NewLine, _entries.Select(entry =>
        FormattableString.Invariant($"{entry.Column}: {(entry.Text is null ? entry.Value : Found.Show(entry.Text))}")));

    /// <summary>What a column is filled with; a text where it is categorical.</summary>
    internal bool TryFind(CsvColumn column, out (CsvColumn Column, float Value, string? Text) found)
    {
        foreach (var entry in _entries)
        {
            found = entry;
            if (entry.Column.Is(column))
                return true;
        }

        found = default;
        return false;
    }
}
