using Microsoft.CodeAnalysis;

namespace NetGen.Runtime.Tiles;

/// <summary>Adds the lanes and the register tiles of every vector width to NetGen.Runtime while it is built.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TileGenerator : IIncrementalGenerator
{
    // The tallest tile of each strip is the one whose sums, right-hand vectors and one broadcast still fit the vector registers, 32 with AVX-512 and
    // NEON and 16 with AVX2, and whose rows fit the other registers with a pointer each. A panel is 16 columns, so it holds 1, 2 or 4 vectors. Strips
    // wider than usual are for a few rows, which would not have enough independent chains otherwise.
    // A strip of one panel takes one cache line of each row of the right operand; rows of 512 bytes put all of them into an eighth of the first-level cache, so
    // above 32 rows the strip is copied together first. Chosen from a trial on Zen 3; on Zen 4 it costs up to 3 %.
    private static readonly TileSet[] Sets =
    [
        new(bits: 512, usual: 4, tallest: [8, 8, 8, 6, 5, 4, 3, 2], rowsThatPack: int.MaxValue, fetches: true),
        new(bits: 256, usual: 1, tallest: [6, 2, 1, 1], rowsThatPack: 33, fetches: false),
        new(bits: 128, usual: 1, tallest: [4, 1], rowsThatPack: 33, fetches: false),
    ];

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterPostInitializationOutput(static output =>
        {
            foreach (TileSet set in Sets)
            {
                output.AddSource($"{set.LanesName}.g.cs", new LanesWriter(set).Write());
                output.AddSource($"{set.Name}.g.cs", TileWriter.Write(set));
                if (set.IsPrecompiled)
                    output.AddSource($"{set.PrecompiledName}.g.cs", TileWriter.WritePrecompiled(set));
            }
        });
}
