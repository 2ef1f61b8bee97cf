namespace NetGen.Runtime.Tiles;

/// <summary>The tiles of one vector width.</summary>
/// <param name="bits">The width of a vector.</param>
/// <param name="usual">The panels of the widest strip where there are rows enough.</param>
/// <param name="tallest">The rows of the tallest tile of a strip of 1, 2, ... panels.</param>
/// <param name="rowsThatPack">The rows from which a strip of the right operand is copied together before it is used.</param>
internal sealed class TileSet(int bits, int usual, int[] tallest, int rowsThatPack)
{
    public string Name => $"Tiles{bits}";

    /// <summary>Whether the tiles are compiled for each shape; else all shapes share them.</summary>
    public bool AreShaped => VectorsPerPanel == 1;

    public int RowsThatPack => rowsThatPack;

    public string Vector => $"Vector{bits}";

    public int Lanes => bits / 32;

    /// <summary>The vectors in a panel of 16 columns.</summary>
    public int VectorsPerPanel => 512 / bits;

    /// <summary>The panels of the widest strip.</summary>
    public int WidestStrip => tallest.Length;

    /// <summary>The panels of the widest strip where there are rows enough.</summary>
    public int UsualStrip => usual;

    /// <summary>The panels of the widest strip whose tile holds all of a few rows.</summary>
    public int WidestStripOf(int rows) => Array.FindLastIndex(tallest, tall => tall >= rows) + 1;

    /// <summary>The rows of the tallest tile of a strip.</summary>
    public int Tallest(int panels) => tallest[panels - 1];
}
