namespace NetGen;

/// <summary>Whether a CSV file's first row names the columns.</summary>
public enum CsvHeader
{
    /// <summary>
    /// It does if all of its fields are texts, and does not if all of them are numbers or missing values; a row of both is refused. Categorical
    /// columns that are chosen by index do not count, nor do those that are not read. Where an option chooses a column by its name, it does.
    /// </summary>
    Auto,

    /// <summary>It does.</summary>
    Present,

    /// <summary>It does not.</summary>
    Absent,
}

/// <summary>What becomes of a missing value: an empty field, one that says NaN, or one of <see cref="CsvOptions.MissingTexts"/>.</summary>
/// <remarks>
/// Values are filled in where samples are made of a table. The table itself shows <see cref="float.NaN"/>, and what is a label then is never filled
/// in, but refused.
/// </remarks>
public enum CsvMissing
{
    /// <summary>The file is refused.</summary>
    Error,

    /// <summary>It is read as <see cref="float.NaN"/>.</summary>
    NaN,

    /// <summary>The mean of the column's values takes its place; in a categorical column the most frequent text.</summary>
    Mean,

    /// <summary>The median of the column's values takes its place; in a categorical column the most frequent text.</summary>
    Median,

    /// <summary>The most frequent value of the column takes its place, the lowest where there are several.</summary>
    MostFrequent,

    /// <summary><see cref="CsvOptions.FillValue"/> takes its place; in a categorical column <see cref="CsvOptions.FillText"/>.</summary>
    Constant,
}

/// <summary>How the texts of a categorical column are numbered.</summary>
public enum CategoryOrder
{
    /// <summary>In the order of the texts, code unit by code unit, whatever the culture: the numbers do not depend on the order of the rows.</summary>
    Text,

    /// <summary>In the order of their first appearance: the same rows in another order have other numbers.</summary>
    FirstAppearance,
}

/// <summary>What becomes of a text that is none of the categories given.</summary>
public enum CsvUnknown
{
    /// <summary>The file is refused.</summary>
    Error,

    /// <summary>It is a missing value: <see cref="float.NaN"/>, or what <see cref="CsvOptions.Missing"/> fills in.</summary>
    Missing,
}

/// <summary>How to read a CSV file. Columns are those of the file, by name or by index.</summary>
public sealed class CsvOptions
{
    /// <summary>What stands between two fields: an ASCII character.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether fields are separated by any number of spaces and tabs, in place of <see cref="Separator"/>; false unless set.</summary>
    public bool WhitespaceSeparated { get; init; }

    /// <summary>The character, such as <c>#</c>, with which lines start that are left out; none unless set. Blanks may stand before it.</summary>
    public char? Comment { get; init; }

    /// <summary>Whether numbers are written as <c>3,14</c>, as in most of Europe; false unless set. One with a point in it is refused then.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>Whether the first row names the columns.</summary>
    public CsvHeader Header { get; init; }

    /// <summary>The columns to read, in this order; null for all. What the others hold does not matter.</summary>
    public IReadOnlyList<CsvColumn>? Columns { get; init; }

    /// <summary>The columns not to read. Not together with <see cref="Columns"/>.</summary>
    public IReadOnlyList<CsvColumn> Drop { get; init; } = [];

    /// <summary>The columns that hold text: each text becomes its index among the column's texts.</summary>
    public IReadOnlyList<CsvColumn> Categorical { get; init; } = [];

    /// <summary>
    /// The columns that hold text of which a sample gets one feature for each of the column's texts, in the order of their indices: 1 for the text in the
    /// field and 0 for the others, or NaN in all of them where it is missing. They are categorical whether or not <see cref="Categorical"/> has them too.
    /// </summary>
    public IReadOnlyList<CsvColumn> OneHot { get; init; } = [];

    /// <summary>How the texts of a categorical column are numbered, for which <see cref="Categories"/> has none.</summary>
    public CategoryOrder CategoryOrder { get; init; }

    /// <summary>
    /// The texts of categorical columns, such as those of another table or of a <see cref="Network.Categories">network</see>; null unless set. These columns
    /// are categorical, and no other texts may stand in them. Columns that the file does not have, such as that of labels yet to be predicted, do not matter.
    /// </summary>
    public Categories? Categories { get; init; }

    /// <summary>What becomes of a text that <see cref="Categories"/> does not have.</summary>
    public CsvUnknown Unknown { get; init; }

    /// <summary>What becomes of missing values.</summary>
    public CsvMissing Missing { get; init; }

    /// <summary>
    /// The texts that stand for a missing value, letter for letter, beside the empty one; also numbers, such as <c>-999</c>. Unless set they are <c>?</c>,
    /// <c>NA</c>, <c>#NA</c>, <c>N/A</c>, <c>n/a</c>, <c>#N/A</c>, <c>&lt;NA&gt;</c>, <c>NULL</c>, <c>null</c>, <c>None</c> and <c>none</c> in columns of
    /// numbers, and there are none in categorical columns, where these may be texts like all others. What is set counts in both.
    /// </summary>
    public IReadOnlyList<string>? MissingTexts { get; init; }

    /// <summary>What <see cref="CsvMissing.Constant"/> fills into columns of numbers, as the nearest float; 0 unless set.</summary>
    public double FillValue { get; init; }

    /// <summary>
    /// What <see cref="CsvMissing.Constant"/> fills into categorical columns; it becomes one of the column's texts where a value is missing. Without it a
    /// missing text is refused.
    /// </summary>
    public string? FillText { get; init; }

    /// <summary>
    /// What another table has learnt to fill in (<see cref="CsvTable.FillValues"/>), in place of what this one would; null unless set. Goes with a
    /// <see cref="Missing"/> that fills.
    /// </summary>
    public FillValues? FillValues { get; init; }

    /// <summary>Whether missing values are filled in.</summary>
    internal bool Fills => Missing is not (CsvMissing.Error or CsvMissing.NaN);
}
