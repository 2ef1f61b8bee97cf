namespace NetGen.Runtime.Tiles;

/// <summary>One width of vectors, and its tiles.</summary>
/// <param name="bits">The width of a vector.</param>
/// <param name="usual">The panels of the widest strip where there are rows enough.</param>
/// <param name="tallest">The rows of the tallest tile of a strip of 1, 2, ... panels.</param>
/// <param name="rowsThatPack">The rows from which a strip of the right operand is copied together before it is used.</param>
/// <param name="fetches">Whether a tile fetches the rows of the tile below while it computes.</param>
internal sealed class TileSet(int bits, int usual, int[] tallest, int rowsThatPack, bool fetches)
{
    // With one vector on the right and a broadcast, what 16 registers hold.
    private const int NarrowSums = 12;

    public string Name => $"Tiles{bits}";

    /// <summary>The type of 16 lanes.</summary>
    public string LanesName => $"Lanes{bits}";

    /// <summary>Whether an image of the assembly can hold them: ReadyToRun compiles nothing of 512 bits.</summary>
    public bool IsPrecompiled => bits < 512;

    /// <summary>The name of the tiles in the image.</summary>
    public string PrecompiledName => $"Precompiled{Name}";

    public int RowsThatPack => rowsThatPack;

    public bool Fetches => fetches;

    public string Vector => $"Vector{bits}";

    public int Lanes => bits / 32;

    /// <summary>The vectors in a panel of 16 columns.</summary>
    public int VectorsPerPanel => 512 / bits;

    /// <summary>The panels of the widest strip.</summary>
    public int WidestStrip => tallest.Length;

    /// <summary>The panels of the widest strip where there are rows enough.</summary>
    public int UsualStrip => usual;

    /// <summary>Whether the panels of a strip may lie anywhere, each in one piece; else they lie beside each other.</summary>
    public bool ReadsPanels => usual == 1;

    /// <summary>What multiplies and adds: vectors of 128 bits may be without an instruction for it.</summary>
    public string FusedMultiplyAdd => bits == 128 ? "Words.FusedMultiplyAdd" : $"{Vector}.FusedMultiplyAdd";

    /// <summary>The class that takes the greater and the lesser of two in the processor's own way: no image holds a call of that of the base library.</summary>
    public string Native => bits == 512 ? Vector : "Words";

    /// <summary>The class of instructions that load and store the lanes of a mask.</summary>
    public string MaskedClass => bits == 512 ? "Avx512F" : "Avx";

    /// <summary>What else a masked load takes.</summary>
    public string MaskedElse => bits == 512 ? ", Vector512<float>.Zero" : "";

    /// <summary>The panels of the widest strip whose tile holds all of a few rows.</summary>
    public int WidestStripOf(int rows) => Array.FindLastIndex(tallest, tall => tall >= rows) + 1;

    /// <summary>The rows of the tallest tile of a strip.</summary>
    public int Tallest(int panels) => tallest[panels - 1];

    /// <summary>The rows of the tallest tile of one panel of which columns reach so many vectors: narrow ones leave registers for more rows.</summary>
    public int TallestOf(int vectors) => VectorsPerPanel == 1 ? tallest[0] : Math.Max(tallest[0], NarrowSums / vectors);
}
