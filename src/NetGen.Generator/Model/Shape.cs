using System.Globalization;

namespace NetGen.Generator.Model;

/// <summary>The extents of one sample, without the batch axis.</summary>
internal sealed record Shape(EquatableArray<int> Extents)
{
    public int Rank => Extents.Count;

    /// <summary>The extent of the last axis: the features that a dense layer or a softmax acts on.</summary>
    public int Last => Extents[Rank - 1];

    /// <summary>How many values a sample has. The binder has checked that it fits.</summary>
    public int Length => checked((int)LongLength);

    /// <summary>How many rows of <see cref="Last"/> values a sample has.</summary>
    public int Rows => Length / Last;

    /// <summary>How many values a sample has, or <see cref="long.MaxValue"/> where that overflows.</summary>
    public long LongLength
    {
        get
        {
            long length = 1;
            foreach (var extent in Extents)
                length = length > long.MaxValue / Math.Max(extent, 1) ? long.MaxValue : length * extent;

            return length;
        }
    }

    public Shape WithLast(int extent) => new(Extents.Take(Rank - 1).Append(extent).ToEquatableArray());

    public override string ToString() => "(" + string.Join(", ", Extents.Select(e => e.ToString(CultureInfo.InvariantCulture))) + ")";
}
