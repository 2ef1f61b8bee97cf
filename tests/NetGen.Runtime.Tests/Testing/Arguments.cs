using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NetGen.Runtime.Tests.Testing;

/// <summary>The operands of one call of a kernel, in guarded memory, and the numbers that it returned.</summary>
internal sealed class Arguments : IDisposable
{
    private readonly KernelCase _kernel;
    private readonly GuardedFloats[] _operands;

    /// <summary>Allocates and fills the operands; of the two of <paramref name="shared"/> there is only one.</summary>
    public Arguments(KernelCase kernel, int rows, int width, Guard guard, (int Written, int Read)? shared = null)
    {
        _kernel = kernel;
        (Rows, Width) = (rows, width);
        Start = Values(kernel, rows, width);
        Results = new double[kernel.ResultCount];
        _operands = [.. Start.Select(values => new GuardedFloats(values, guard))];
        if (shared is var (written, read))
        {
            _operands[written].Dispose();
            _operands[written] = _operands[read];
        }
    }

    public int Rows { get; }

    public int Width { get; }

    /// <summary>What each operand held before the call.</summary>
    public float[][] Start { get; }

    /// <summary>What the kernel returned.</summary>
    public double[] Results { get; }

    /// <summary>An operand by its place.</summary>
    public Span<float> this[int operand] => _operands[operand].Span;

    /// <summary>An operand that holds integers.</summary>
    public Span<int> Integers(int operand) => MemoryMarshal.Cast<float, int>(this[operand]);

    /// <summary>The operands that the kernel writes.</summary>
    public IEnumerable<float[]> Outputs()
        => Enumerable.Range(0, _operands.Length).Where(i => _kernel.Operands[i].Use != Use.Read).Select(i => this[i].ToArray());

    /// <summary>Fails where something but the outputs changed.</summary>
    public void AssertNothingElseWritten()
    {
        for (int i = 0; i < _operands.Length; i++)
        {
            _operands[i].AssertNothingElseWritten();
            bool shared = Array.IndexOf(_operands, _operands[i]) < i || Array.LastIndexOf(_operands, _operands[i]) > i;
            if (_kernel.Operands[i].Use == Use.Read && !shared)
                Assert.True(MemoryMarshal.AsBytes(this[i]).SequenceEqual(MemoryMarshal.AsBytes(Start[i].AsSpan())), $"Operand {i} was written.");
        }
    }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of all that some calls wrote and returned.</summary>
    public static string Hash(IEnumerable<Arguments> calls)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Arguments call in calls)
        {
            foreach (float[] output in call.Outputs())
                hash.AppendData(MemoryMarshal.AsBytes(output.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(call.Results.AsSpan()));
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }

    public void Dispose()
    {
        foreach (GuardedFloats operand in _operands.Distinct())
            operand.Dispose();
    }

    private static float[][] Values(KernelCase kernel, int rows, int width)
    {
        var random = new Random(1000 * rows + width);
        var values = new float[kernel.Operands.Length][];
        for (int i = 0; i < values.Length; i++)
        {
            var (_, extent, fill) = kernel.Operands[i];
            values[i] = new float[extent(rows, width)];
            if (fill is null)
                Array.Fill(values[i], float.NaN);
            else
                fill(random, width, values[i]);
        }

        return values;
    }
}
