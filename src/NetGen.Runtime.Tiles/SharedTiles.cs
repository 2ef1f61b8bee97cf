using System.Text;
using static NetGen.Runtime.Tiles.TileWriter;

namespace NetGen.Runtime.Tiles;

/// <summary>
/// Writes tiles that all shapes and epilogues share: sizes are arguments, and the sums go through a few hundred bytes of the first-level cache, from where the
/// strip finishes them. So they are compiled once a process.
/// </summary>
internal static class SharedTiles
{
    // A trial on Zen 3 had 6x2 vectors of 256 bits at 0.97 of the peak with four steps in one turn of the loop, and at 0.85 with one. On Zen 4 both are equal;
    // at 128 bits it was not measured.
    private const int StepsAtOnce = 4;

    public static void Write(StringBuilder source, TileSet set)
    {
        for (int panels = 1; panels <= set.WidestStrip; panels++)
        {
            WriteStrip(source, set, panels);

            // The vectors of a panel that no column of a narrow product reaches are left out.
            int least = panels == 1 ? 1 : panels * set.VectorsPerPanel;
            for (int vectors = least; vectors <= panels * set.VectorsPerPanel; vectors++)
            {
                for (int rows = 1; rows <= set.Tallest(panels); rows++)
                    WriteTile(source, set, rows, vectors, panels);
            }
        }
    }

    private static void WriteStrip(StringBuilder source, TileSet set, int panels) => source.Append($$"""

            // {{16 * panels}} columns: the rows divided evenly among tiles of at most {{set.Tallest(panels)}}.
            [MethodImpl(Hot.Pass)]
            private static void Strip{{panels}}<TProduct, TEpilogue, TStart>(in Strip strip, in TEpilogue epilogue)
                where TProduct : struct, IProduct
                where TEpilogue : struct, IEpilogue
                where TStart : struct, IStart
            {
                float* sums = stackalloc float[{{16 * panels * set.Tallest(panels)}}];
                nint leftStep = TProduct.LeftRowStep, leftDepthStep = TProduct.LeftDepthStep, column = strip.Column;
                int tiles = (strip.Rows + {{set.Tallest(panels) - 1}}) / {{set.Tallest(panels)}};
                int height = strip.Rows / tiles, taller = strip.Rows % tiles;
                bool resumes = typeof(TStart) == typeof(FromPartialSums);
                for (int tile = 0, row = strip.Row; tile < tiles; tile++)
                {
                    int rows = tile < taller ? height + 1 : height;
                    for (int r = 0; resumes && r < rows; r++)
                    {
        {{Lines(4, Range(0, panels).Select(p => $"epilogue.Resume(row + r, column + {16 * p}).Store(sums + {16 * panels} * r + {16 * p});"))}}
                    }

                    float* left = strip.Left + row * leftStep;
                    switch ({{(panels == 1 ? $"{set.Tallest(panels)} * Panel.Vectors<TProduct>({set.VectorsPerPanel}) + rows" : "rows")}})
                    {
        {{Lines(4, Cases(set, panels))}}
                    }

                    for (int r = 0; r < rows; r++)
                    {
        {{Lines(4, Range(0, panels).Select(p => $"epilogue.Store(Vector512.Load(sums + {16 * panels} * r + {16 * p}), row + r, column + {16 * p});"))}}
                    }

                    row += rows;
                }
            }

        """);

    private static IEnumerable<string> Cases(TileSet set, int panels)
    {
        int tallest = set.Tallest(panels);
        foreach (int vectors in panels == 1 ? Range(1, set.VectorsPerPanel) : [panels * set.VectorsPerPanel])
        {
            foreach (int rows in Range(1, tallest))
            {
                int number = panels == 1 ? tallest * vectors + rows : rows;
                yield return $"case {number}: Tile{rows}x{vectors}(left, leftStep, leftDepthStep, strip.Right, strip.RightStep, strip.Depth, sums, resumes); break;";
            }
        }
    }

    private static void WriteTile(StringBuilder source, TileSet set, int rows, int columns, int panels)
    {
        int[] vectors = Range(0, columns).ToArray();
        int[] heights = Range(0, rows).ToArray();
        string At(int r, int v) => $"sums + {16 * panels * r + set.Lanes * v}";
        source.Append($$"""

                [MethodImpl(Hot.Pass)]
                private static void Tile{{rows}}x{{columns}}(float* left0, nint leftStep, nint leftDepthStep, float* right, nint rightStep, nint depth, float* sums, bool resumes)
                {
            {{Lines(2, heights.Skip(1).Select(r => $"float* left{r} = left{r - 1} + leftStep;"))}}
            {{Lines(2, heights.Select(r => Join(vectors, v => $"{set.Vector}<float> {Sum(r, v)} = default;")))}}
                    if (resumes)
                    {
            {{Lines(3, heights.Select(r => Join(vectors, v => $"{Sum(r, v)} = {set.Vector}.Load({At(r, v)});")))}}
                    }

                    nint at = 0;
            {{Lines(2, Loop(set, StepsAtOnce, heights, vectors))}}
            {{Lines(2, Loop(set, 1, heights, vectors))}}
            {{Lines(2, heights.Select(r => Join(vectors, v => $"{Sum(r, v)}.Store({At(r, v)});")))}}
                }

            """);
    }

    private static IEnumerable<string> Loop(TileSet set, int steps, int[] heights, int[] vectors)
    {
        yield return $"for (; depth >= {steps}; depth -= {steps})";
        yield return "{";
        for (int step = 0; step < steps; step++)
        {
            foreach (string line in Step(set, step, heights, vectors))
                yield return "    " + line;
        }

        yield return "}";
        yield return "";
    }

    // All rows of the tile take one step down the depth.
    private static IEnumerable<string> Step(TileSet set, int step, int[] heights, int[] vectors)
    {
        yield return Join(vectors, v => $"{set.Vector}<float> right{step}_{v} = {set.Vector}.Load(right + {v * set.Lanes});");
        foreach (int r in heights)
        {
            yield return $"{set.Vector}<float> value{step}_{r} = {set.Vector}.Create(left{r}[at]);";
            yield return Join(vectors, v => $"{Sum(r, v)} = {set.Vector}.FusedMultiplyAdd(value{step}_{r}, right{step}_{v}, {Sum(r, v)});");
        }

        yield return "at += leftDepthStep;";
        yield return "right += rightStep;";
    }
}
