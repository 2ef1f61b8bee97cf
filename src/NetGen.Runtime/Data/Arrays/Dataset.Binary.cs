using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace NetGen;

// With a label of 0 or 1 each, for one sigmoid output and binary cross-entropy.
public static partial class Dataset
{
    /// <summary>Samples of two classes, labelled 0 and 1, for a network with one sigmoid output and binary cross-entropy.</summary>
    /// <typeparam name="TNumber">
    /// The type of a number: <see cref="float"/>, <see cref="double"/>, <see cref="int"/>, <see cref="byte"/> and so on; each becomes the nearest float.
    /// </typeparam>
    /// <typeparam name="TClass">
    /// The type of a class. Of bools, true is 1. Whole numbers are 0 or 1; floats and doubles are from 0 to 1, probabilities among them. Of two texts, the
    /// second by ordinal comparison is 1; of an enum's two members, the one with the greater value. What the two are called becomes
    /// <see cref="Dataset{TLabel}.ClassNames"/>.
    /// </typeparam>
    /// <param name="features">The features, sample after sample. An array of floats is taken, not copied: leave it alone from here on.</param>
    /// <param name="labels">The classes, one a sample.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample, the features are not as many as the labels ask for, a row is null or of another length than the first, a number is beyond the
    /// range of a float, or the labels are not of two classes; the message says where.
    /// </exception>
    public static Dataset<float> Binary<TNumber, TClass>(TNumber[] features, IEnumerable<TClass> labels)
        where TNumber : INumberBase<TNumber> =>
        Halved(FeatureRows.Flat(features, nameof(features)), labels);

    /// <inheritdoc cref="Binary{TNumber, TClass}(TNumber[], IEnumerable{TClass})"/>
    /// <param name="features">The features, an array for each sample, all of one length. They are copied.</param>
    /// <param name="labels">The classes, one a sample.</param>
    public static Dataset<float> Binary<TNumber, TClass>(IEnumerable<TNumber[]> features, IEnumerable<TClass> labels)
        where TNumber : INumberBase<TNumber> =>
        Halved(FeatureRows.Jagged(features, nameof(features)), labels);

    /// <inheritdoc cref="Binary{TNumber, TClass}(TNumber[], IEnumerable{TClass})"/>
    /// <param name="features">The features, a row for each sample. They are copied.</param>
    /// <param name="labels">The classes, one a sample.</param>
    public static Dataset<float> Binary<TNumber, TClass>(TNumber[,] features, IEnumerable<TClass> labels)
        where TNumber : INumberBase<TNumber> =>
        Halved(FeatureRows.Matrix(features, nameof(features)), labels);

    /// <summary>Samples of two classes, labelled 0 and 1, from a tensor.</summary>
    /// <typeparam name="TClass">The type of a class, as for arrays.</typeparam>
    /// <param name="features">The features; the first axis counts the samples: [count, ...]. They are copied.</param>
    /// <param name="labels">The classes, one a sample.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample, there are not as many labels as samples, or the labels are not of two classes; the message says where.
    /// </exception>
    public static Dataset<float> Binary<TClass>(ReadOnlyTensorSpan<float> features, IEnumerable<TClass> labels) =>
        Halved(FeatureRows.Tensor(features, nameof(features)), labels);

    /// <summary>Samples of two classes, labelled 0 and 1, from objects of any kind.</summary>
    /// <typeparam name="T">The type of an object.</typeparam>
    /// <typeparam name="TClass">The type of a class, as for arrays.</typeparam>
    /// <param name="samples">The objects, one a sample; they are gone through once.</param>
    /// <param name="features">Gives an object's features, as many for each.</param>
    /// <param name="label">Gives an object's class.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample, the features of one are null or not as many as those of the first, a number is beyond the range of a float, or the labels are not of
    /// two classes; the message says where.
    /// </exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<float> Binary<T, TClass>(IEnumerable<T> samples, Func<T, float[]> features, Func<T, TClass> label)
    {
        var (rows, labels) = Selected(samples, features, label);
        return Halved(FeatureRows.Jagged(rows, nameof(features)), labels);
    }

    /// <inheritdoc cref="Binary{T, TClass}(IEnumerable{T}, Func{T, float[]}, Func{T, TClass})"/>
    public static Dataset<float> Binary<T, TClass>(IEnumerable<T> samples, Func<T, double[]> features, Func<T, TClass> label)
    {
        var (rows, labels) = Selected(samples, features, label);
        return Halved(FeatureRows.Jagged(rows, nameof(features)), labels);
    }

    private static Dataset<float> Halved<TClass>(FeatureRows rows, IEnumerable<TClass> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var (values, names) = ClassLabels.BinaryOf(labels, nameof(labels));
        var length = rows.SampleLength(values.Length, nameof(labels));
        return new(rows.Values, values, values.Length, length, labelLength: 1) { ClassNames = names };
    }
}
