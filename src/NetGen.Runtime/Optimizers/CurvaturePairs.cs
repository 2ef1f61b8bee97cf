using NetGen.Kernels;

namespace NetGen;

/// <summary>The last steps and the changes of the gradient over them, from which L-BFGS knows how the loss is curved.</summary>
/// <param name="capacity">How many are kept.</param>
/// <param name="length">How many parameters there are.</param>
internal sealed class CurvaturePairs(int capacity, int length)
{
    private readonly AlignedFloats[] _steps = Make(capacity, length);
    private readonly AlignedFloats[] _changes = Make(capacity, length);
    private readonly double[] _products = new double[capacity + 1];
    private readonly double[] _weights = new double[capacity];
    private int _oldest;

    /// <summary>How many parameters there are.</summary>
    public int Length => length;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Where to write the next step; <see cref="Keep"/> takes it in.</summary>
    public Span<float> NextStep => _steps[Place(Count)].Span;

    /// <summary>Where to write the next change of the gradient.</summary>
    public Span<float> NextChange => _changes[Place(Count)].Span;

    public void Clear() => Count = 0;

    /// <summary>Takes the next pair in, in place of the oldest where there is no more room; not one along which the loss is not curved upwards.</summary>
    /// <returns>Whether it was.</returns>
    public bool Keep()
    {
        var product = LongVectors.Dot(NextStep, NextChange);
        // As far as a float can tell: below this, the product is rounding.
        if (!(product > 1e-7 * Math.Sqrt(LongVectors.Dot(NextStep, NextStep) * LongVectors.Dot(NextChange, NextChange))))
            return false;

        _products[Place(Count)] = product;
        if (Count < capacity)
            Count++;
        else
            _oldest = (_oldest + 1) % _steps.Length;
        return true;
    }

    /// <summary>Turns a gradient into the quasi-Newton direction, by the two loops of Nocedal and Wright, algorithm 7.4.</summary>
    /// <param name="vector">The gradient; becomes the direction, which leads downwards.</param>
    public void Descend(Span<float> vector)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            var place = Place(i);
            _weights[i] = LongVectors.Dot(_steps[place].Span, vector) / _products[place];
            LongVectors.Move(vector, (float)-_weights[i], _changes[place].Span, vector);
        }

        LongVectors.Scale(-(float)Scale(), vector, vector);
        for (var i = 0; i < Count; i++)
        {
            var place = Place(i);
            // The vector is negated from here on, and so are both terms.
            var weight = _weights[i] + LongVectors.Dot(_changes[place].Span, vector) / _products[place];
            LongVectors.Move(vector, (float)-weight, _steps[place].Span, vector);
        }
    }

    /// <summary>Writes all pairs, the oldest first.</summary>
    public void Save(TrainingState state)
    {
        state.Set("pairs", Count);
        for (var i = 0; i < Count; i++)
        {
            state.Set($"step{i}", _steps[Place(i)].Span);
            state.Set($"change{i}", _changes[Place(i)].Span);
        }
    }

    /// <summary>Pairs that <see cref="Save"/> wrote; null where there are none.</summary>
    /// <param name="state">Where from.</param>
    /// <param name="most">How many there can be at most.</param>
    /// <param name="capacity">How many are kept.</param>
    /// <param name="length">How many parameters there are.</param>
    /// <exception cref="InvalidDataException">They are more than can be, not of that length, or of no use.</exception>
    public static CurvaturePairs? Restore(TrainingState state, int most, int capacity, int length)
    {
        var count = state.GetCount("pairs", most);
        if (count == 0)
            return null;

        var pairs = new CurvaturePairs(capacity, length);
        for (var i = 0; i < count; i++)
        {
            state.CopyTo($"step{i}", pairs.NextStep);
            state.CopyTo($"change{i}", pairs.NextChange);
            if (!pairs.Keep())
                throw state.Invalid($"step{i}", $"a step along which the loss is curved upwards, as 'change{i}' has it", "another");
        }

        return pairs;
    }

    /// <summary>The inverse curvature along the last step, for all directions of which nothing is known.</summary>
    private double Scale()
    {
        if (Count == 0)
            return 1;

        var last = Place(Count - 1);
        var change = _changes[last].Span;
        return _products[last] / LongVectors.Dot(change, change);
    }

    private int Place(int index) => (_oldest + index) % _steps.Length;

    private static AlignedFloats[] Make(int capacity, int length)
    {
        // One more than is kept: the next one is written before it is known to be of use.
        var all = new AlignedFloats[capacity + 1];
        for (var i = 0; i < all.Length; i++)
            all[i] = new AlignedFloats(length);
        return all;
    }
}
