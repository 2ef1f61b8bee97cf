using Microsoft.CodeAnalysis;

namespace NetGen.Runtime.Tiles;

/// <summary>Adds the register tiles of every vector width to NetGen.Runtime while it is built.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TileGenerator : IIncrementalGenerator
{
    // The tallest tile of each strip is the one whose accumulators, right-hand vectors and one broadcast still fit the registers:
    // 32 with AVX-512 and NEON, 16 with AVX2. A panel is 16 columns, so it holds 1, 2 or 4 vectors.
    private static readonly TileSet[] Sets =
    [
        new(bits: 512, tallest: [14, 14, 8, 6]),
        new(bits: 256, tallest: [6]),
        new(bits: 128, tallest: [4]),
    ];

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterPostInitializationOutput(static output =>
        {
            foreach (TileSet set in Sets)
                output.AddSource($"{set.Name}.g.cs", TileWriter.Write(set));
        });
}
