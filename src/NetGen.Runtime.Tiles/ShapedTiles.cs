using System.Text;
using static NetGen.Runtime.Tiles.TileWriter;

namespace NetGen.Runtime.Tiles;

/// <summary>Writes tiles that are compiled for each shape and epilogue, which then runs in the registers. For vectors that hold a whole panel.</summary>
internal static class ShapedTiles
{
    public static void Write(StringBuilder source, TileSet set)
    {
        for (int panels = 1; panels <= set.WidestStrip; panels++)
        {
            WriteStrip(source, set, panels);
            for (int rows = 1; rows <= set.Tallest(panels); rows++)
                WriteTile(source, set, rows, panels);
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
                int tiles = (strip.Rows + {{set.Tallest(panels) - 1}}) / {{set.Tallest(panels)}};
                int height = strip.Rows / tiles, taller = strip.Rows % tiles;
                for (int tile = 0, row = strip.Row; tile < tiles; tile++)
                {
                    int rows = tile < taller ? height + 1 : height;
                    switch (rows)
                    {
        {{Lines(4, Range(1, set.Tallest(panels)).Select(rows => $"case {rows}: Tile{rows}x{panels}<TProduct, TEpilogue, TStart>(strip, row, epilogue); break;"))}}
                    }

                    row += rows;
                }
            }

        """);

    private static void WriteTile(StringBuilder source, TileSet set, int rows, int panels)
    {
        int[] vectors = Range(0, panels).ToArray();
        int[] heights = Range(0, rows).ToArray();
        source.Append($$"""

                [MethodImpl(Hot.Pass)]
                private static void Tile{{rows}}x{{panels}}<TProduct, TEpilogue, TStart>(in Strip strip, nint row, in TEpilogue epilogue)
                    where TProduct : struct, IProduct
                    where TEpilogue : struct, IEpilogue
                    where TStart : struct, IStart
                {
                    float* left = strip.Left + row * TProduct.LeftRowStep;
                    float* right = strip.Right;
                    nint rightStep = strip.RightStep, column = strip.Column;
            {{Lines(2, heights.Select(r => Join(vectors, v => $"{set.Vector}<float> {Sum(r, v)} = default;")))}}
                    if (typeof(TStart) == typeof(FromPartialSums))
                    {
            {{Lines(3, heights.SelectMany(r => vectors.Select(v => $"{Sum(r, v)} = epilogue.Resume(row + {r}, column + {16 * v});")))}}
                    }

                    for (nint k = strip.Depth; k > 0; k--)
                    {
                        if (Panel.FetchesAhead<TProduct>() && k % Panel.Width == 0)
                        {
            {{Lines(4, heights.Select(r => $"Panel.Fetch(left + {rows + r} * TProduct.LeftRowStep);"))}}
                        }

            {{Lines(3, vectors.Select(v => $"{set.Vector}<float> right{v} = {set.Vector}.Load(right + {v * set.Lanes});"))}}
            {{Lines(3, heights.SelectMany(r => Step(set, r, vectors)))}}
                        left += TProduct.LeftDepthStep;
                        right += rightStep;
                    }

            {{Lines(2, heights.SelectMany(r => vectors.Select(v => $"epilogue.Store({Sum(r, v)}, row + {r}, column + {16 * v});")))}}
                }

            """);
    }

    // One row of the tile takes one step down the depth.
    private static IEnumerable<string> Step(TileSet set, int row, int[] vectors)
    {
        yield return $"{set.Vector}<float> left{row} = {set.Vector}.Create(left[{row} * TProduct.LeftRowStep]);";
        yield return Join(vectors, v => $"{Sum(row, v)} = {set.Vector}.FusedMultiplyAdd(left{row}, right{v}, {Sum(row, v)});");
    }
}
