using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels.Products;

/// <summary>What becomes of the sums of a product: a second pass over a strip, which is still in a near cache.</summary>
internal interface IEpilogue
{
    /// <summary>Whether nothing is to be done where the sums lie in the output already.</summary>
    static abstract bool IsNothing { get; }

    /// <summary>Whether rows of the product are columns of the output, so that sums can never lie there.</summary>
    static abstract bool IsTransposed { get; }

    /// <summary>Finishes the sums and stores them in the output.</summary>
    void Finish<T>(in Sums sums)
        where T : struct, IWidth<T>;
}

/// <summary>The sums of a strip, and where they belong.</summary>
internal readonly unsafe struct Sums
{
    /// <summary>The sums, all panels in full; they may lie in the output.</summary>
    public required float* From { get; init; }

    /// <summary>From a row of the sums to the next.</summary>
    public required nint Step { get; init; }

    /// <summary>The first row in the output.</summary>
    public required int Row { get; init; }

    /// <summary>The rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The first column in the output, the start of a panel.</summary>
    public required int Column { get; init; }

    /// <summary>The columns.</summary>
    public required int Columns { get; init; }

    /// <summary>The output.</summary>
    public required float* Output { get; init; }

    /// <summary>From a row of the output to the next: all its columns.</summary>
    public required int OutputStep { get; init; }

    /// <summary>All rows of the product, of which these may be a part.</summary>
    public required int OutputRows { get; init; }

    /// <summary>The place of the first row and a column of the strip in the output, or in what has its shape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* In(float* matrix, int column) => matrix + (nint)Row * OutputStep + Column + column;

    /// <summary>
    /// The rows of a panel that can be stored in full: all, if it has all its columns. Where a row is less than a panel, what is too much of it is
    /// overwritten by the next, so that only the last rows must be stored in part.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int RowsInFull(int columns) => columns == Panel.Width ? Rows : OutputStep < Panel.Width ? Rows - (Panel.Width - 1) / OutputStep : 0;
}

/// <summary>An epilogue as a pass.</summary>
internal readonly struct Finishing<TEpilogue>(TEpilogue epilogue, Sums sums) : IPass
    where TEpilogue : struct, IEpilogue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(int part, int parts)
        where T : struct, IWidth<T>
        => epilogue.Finish<T>(sums);
}

/// <summary>An epilogue by its address, so that a product is compiled once for all of them.</summary>
internal readonly unsafe struct Ending
{
    private readonly void* _epilogue;
    private readonly delegate*<void*, in Sums, void> _finish;

    private Ending(void* epilogue, delegate*<void*, in Sums, void> finish, bool isNothing, bool isTransposed)
    {
        _epilogue = epilogue;
        _finish = finish;
        IsNothing = isNothing;
        IsTransposed = isTransposed;
    }

    /// <summary>See <see cref="IEpilogue.IsNothing"/>.</summary>
    public bool IsNothing { get; }

    /// <summary>See <see cref="IEpilogue.IsTransposed"/>.</summary>
    public bool IsTransposed { get; }

    /// <summary>An epilogue that stays where it is until the product is done.</summary>
    public static Ending Of<TEpilogue>(ref TEpilogue epilogue)
        where TEpilogue : struct, IEpilogue
        => Of(ref epilogue, Dispatch.Finisher<TEpilogue>());

    /// <summary>The same at one width.</summary>
    public static Ending At<T, TEpilogue>(ref TEpilogue epilogue)
        where T : struct, IWidth<T>
        where TEpilogue : struct, IEpilogue
        => Of(ref epilogue, &Finish<T, TEpilogue>);

    /// <summary>Finishes a strip.</summary>
    public void Finish(in Sums sums) => _finish(_epilogue, sums);

    /// <summary>Finishes a strip by an epilogue of which the address is given.</summary>
    public static void Finish<T, TEpilogue>(void* epilogue, in Sums sums)
        where T : struct, IWidth<T>
        where TEpilogue : struct, IEpilogue
    {
        var finishing = new Finishing<TEpilogue>(Unsafe.AsRef<TEpilogue>(epilogue), sums);
        T.Run(ref finishing, 0, 1);
    }

    private static Ending Of<TEpilogue>(ref TEpilogue epilogue, delegate*<void*, in Sums, void> finish)
        where TEpilogue : struct, IEpilogue
        => new(Unsafe.AsPointer(ref epilogue), finish, TEpilogue.IsNothing, TEpilogue.IsTransposed);
}

/// <summary>Nothing: the sums are the output.</summary>
internal readonly unsafe struct AsTheyAre : IEpilogue
{
    /// <inheritdoc/>
    public static bool IsNothing => true;

    /// <inheritdoc/>
    public static bool IsTransposed => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish<T>(in Sums sums)
        where T : struct, IWidth<T>
    {
        for (int column = 0; column < sums.Columns; column += Panel.Width)
        {
            int columns = Math.Min(Panel.Width, sums.Columns - column), inFull = sums.RowsInFull(columns);
            float* from = sums.From + column;
            float* to = sums.In(sums.Output, column);
            for (int row = 0; row < sums.Rows; row++, from += sums.Step, to += sums.OutputStep)
                Output.Store(T.Load(from), to, columns, row < inFull);
        }
    }
}

/// <summary>The sums are those of the output transposed.</summary>
internal readonly unsafe struct Transposed : IEpilogue
{
    /// <inheritdoc/>
    public static bool IsNothing => false;

    /// <inheritdoc/>
    public static bool IsTransposed => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish<T>(in Sums sums)
        where T : struct, IWidth<T>
    {
        nint step = sums.OutputRows;
        float* output = sums.Output + sums.Column * step + sums.Row;
        int column = 0;
        // Four by four; the last four rows may repeat some of those before.
        for (; Sse.IsSupported && sums.Rows >= 4 && column + 4 <= sums.Columns; column += 4)
        {
            for (int row = 0; row < sums.Rows; row += 4)
            {
                int first = Math.Min(row, sums.Rows - 4);
                Packing.TransposeFour(sums.From + first * sums.Step + column, sums.Step, output + column * step + first, step);
            }
        }

        for (; column < sums.Columns; column++)
        {
            for (int row = 0; row < sums.Rows; row++)
                output[column * step + row] = sums.From[row * sums.Step + column];
        }
    }
}

/// <summary>Adds the bias, where there is one, and applies the activation.</summary>
/// <param name="bias">One value a column, or null.</param>
/// <param name="activation">The activation.</param>
internal readonly unsafe struct Activate<TActivation>(float* bias, TActivation activation) : IEpilogue
    where TActivation : struct, IActivation
{
    /// <inheritdoc/>
    public static bool IsNothing => false;

    /// <inheritdoc/>
    public static bool IsTransposed => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish<T>(in Sums sums)
        where T : struct, IWidth<T>
    {
        for (int column = 0; column < sums.Columns; column += Panel.Width)
        {
            int columns = Math.Min(Panel.Width, sums.Columns - column), inFull = sums.RowsInFull(columns);
            T shift = Output.Bias<T>(bias, sums.Column + column, columns);
            float* from = sums.From + column;
            float* to = sums.In(sums.Output, column);
            for (int row = 0; row < sums.Rows; row++, from += sums.Step, to += sums.OutputStep)
                Output.Store(activation.Apply(Output.WithBias(T.Load(from), bias, shift)), to, columns, row < inFull);
        }
    }
}

/// <summary>As <see cref="Activate{TActivation}"/>, in two passes over a few rows (see <see cref="IActivation.HasHalves"/>).</summary>
/// <param name="bias">One value a column, or null.</param>
internal readonly unsafe struct ActivateInHalves<TActivation>(float* bias) : IEpilogue
    where TActivation : struct, IActivation
{
    /// <inheritdoc/>
    public static bool IsNothing => false;

    /// <inheritdoc/>
    public static bool IsTransposed => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SkipLocalsInit]
    public void Finish<T>(in Sums sums)
        where T : struct, IWidth<T>
    {
        Unsafe.SkipInit(out Begun begun);
        for (int column = 0; column < sums.Columns; column += Panel.Width)
        {
            int columns = Math.Min(Panel.Width, sums.Columns - column), inFull = sums.RowsInFull(columns);
            T shift = Output.Bias<T>(bias, sums.Column + column, columns);
            float* from = sums.From + column;
            float* to = sums.In(sums.Output, column);
            for (int row = 0; row < sums.Rows; row += Begun.Vectors)
            {
                int count = Math.Min(Begun.Vectors, sums.Rows - row);
                float* first = from;
                for (int i = 0; i < count; i++, first += sums.Step)
                    TActivation.Begin(Output.WithBias(T.Load(first), bias, shift)).Store(ref begun.First, i * Panel.Width);
                for (int i = 0; i < count; i++, from += sums.Step, to += sums.OutputStep)
                {
                    T input = Output.WithBias(T.Load(from), bias, shift);
                    Output.Store(TActivation.End(input, T.Load(ref begun.First, i * Panel.Width)), to, columns, row + i < inFull);
                }
            }
        }
    }
}

/// <summary>Multiplies by the derivative of the activation, told from its output or from its kept slope.</summary>
/// <param name="kept">What was kept, of the output's shape.</param>
/// <param name="activation">The activation.</param>
internal readonly unsafe struct Derive<TActivation>(float* kept, TActivation activation) : IEpilogue
    where TActivation : struct, IActivationGradient
{
    /// <inheritdoc/>
    public static bool IsNothing => TActivation.IsIdentity;

    /// <inheritdoc/>
    public static bool IsTransposed => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish<T>(in Sums sums)
        where T : struct, IWidth<T>
    {
        for (int column = 0; column < sums.Columns; column += Panel.Width)
        {
            int columns = Math.Min(Panel.Width, sums.Columns - column), inFull = sums.RowsInFull(columns);
            float* from = sums.From + column;
            float* to = sums.In(sums.Output, column);
            float* at = sums.In(kept, column);
            for (int row = 0; row < sums.Rows; row++, from += sums.Step, to += sums.OutputStep, at += sums.OutputStep)
            {
                // Whole panels of what was kept can be read wherever they can be written.
                T value = row < inFull ? T.Load(at) : T.LoadFirst(at, columns);
                Output.Store(activation.Gradient(value, T.Load(from)), to, columns, row < inFull);
            }
        }
    }
}

/// <summary>What epilogues do with a panel.</summary>
internal static unsafe class Output
{
    /// <summary>The bias of a panel's columns; zeros where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Bias<T>(float* bias, int column, int columns)
        where T : struct, IWidth<T>
        => bias == null ? T.Zero : columns == Panel.Width ? T.Load(bias + column) : T.LoadFirst(bias + column, columns);

    /// <summary>Adds the bias where there is one. Not a sum with zero, which would make 0 of -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T WithBias<T>(T sum, float* bias, T shift)
        where T : struct, IWidth<T>
        => bias == null ? sum : sum + shift;

    /// <summary>Stores a panel, or the columns that there are of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(T panel, float* to, int columns, bool inFull)
        where T : struct, IWidth<T>
    {
        if (inFull)
            panel.Store(to);
        else
            panel.StoreFirst(to, columns);
    }
}
