using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace NetGen;

// With a class each. Where several overloads fit, the first of them, which take floats and class indices as they are, win.
public static partial class Dataset
{
    /// <summary>Samples with one or more class indices each.</summary>
    /// <param name="features">The features, sample after sample. The array is taken, not copied: leave it alone from here on.</param>
    /// <param name="labels">The labels, sample after sample. The array is taken, not copied.</param>
    /// <param name="count">How many samples there are.</param>
    /// <exception cref="ArgumentException">The arrays are not whole numbers of samples.</exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<int> Classification(float[] features, int[] labels, int count) =>
        Create(features, labels, count, nameof(labels));

    /// <summary>Samples with one class index each.</summary>
    /// <param name="features">The features, sample after sample. The array is taken, not copied: leave it alone from here on.</param>
    /// <param name="labels">The labels, one a sample. The array is taken, not copied.</param>
    /// <exception cref="ArgumentException">There are no labels, or the features are not a whole number for each.</exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<int> Classification(float[] features, int[] labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Classification<float, int>(features, labels);
    }

    /// <summary>Samples with one class each, from numbers of any kind and classes of any kind.</summary>
    /// <typeparam name="TNumber">
    /// The type of a number: <see cref="float"/>, <see cref="double"/>, <see cref="int"/>, <see cref="byte"/> and so on; each becomes the nearest float.
    /// </typeparam>
    /// <typeparam name="TClass">
    /// The type of a class. Whole numbers are class indices. Texts are numbered in their order by ordinal comparison, and become
    /// <see cref="Dataset{TLabel}.ClassNames"/>. Of bools, false is class 0 and true class 1. The members of an enum are numbered in the order of their values,
    /// all of them, whether or not they occur.
    /// </typeparam>
    /// <param name="features">The features, sample after sample. An array of floats is taken, not copied: leave it alone from here on.</param>
    /// <param name="labels">The classes, one a sample. An array of ints is taken, not copied.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample, the features are not as many as the labels ask for, a row is null or of another length than the first, a number is beyond the
    /// range of a float, or a label is no class; the message says where.
    /// </exception>
    public static Dataset<int> Classification<TNumber, TClass>(TNumber[] features, IEnumerable<TClass> labels)
        where TNumber : INumberBase<TNumber> =>
        Classified(FeatureRows.Flat(features, nameof(features)), labels);

    /// <inheritdoc cref="Classification{TNumber, TClass}(TNumber[], IEnumerable{TClass})"/>
    /// <param name="features">The features, an array for each sample, all of one length. They are copied.</param>
    /// <param name="labels">The classes, one a sample.</param>
    public static Dataset<int> Classification<TNumber, TClass>(IEnumerable<TNumber[]> features, IEnumerable<TClass> labels)
        where TNumber : INumberBase<TNumber> =>
        Classified(FeatureRows.Jagged(features, nameof(features)), labels);

    /// <inheritdoc cref="Classification{TNumber, TClass}(TNumber[], IEnumerable{TClass})"/>
    /// <param name="features">The features, a row for each sample. They are copied.</param>
    /// <param name="labels">The classes, one a sample.</param>
    public static Dataset<int> Classification<TNumber, TClass>(TNumber[,] features, IEnumerable<TClass> labels)
        where TNumber : INumberBase<TNumber> =>
        Classified(FeatureRows.Matrix(features, nameof(features)), labels);

    /// <summary>Samples with one class each, from a tensor.</summary>
    /// <typeparam name="TClass">The type of a class, as for arrays: whole numbers, texts, bools or an enum.</typeparam>
    /// <param name="features">The features; the first axis counts the samples: [count, ...]. They are copied.</param>
    /// <param name="labels">The classes, one a sample.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample, there are not as many labels as samples, or a label is no class; the message says where.
    /// </exception>
    public static Dataset<int> Classification<TClass>(ReadOnlyTensorSpan<float> features, IEnumerable<TClass> labels) =>
        Classified(FeatureRows.Tensor(features, nameof(features)), labels);

    /// <summary>Samples with one class each, from objects of any kind.</summary>
    /// <typeparam name="T">The type of an object.</typeparam>
    /// <typeparam name="TClass">The type of a class, as for arrays: whole numbers, texts, bools or an enum.</typeparam>
    /// <param name="samples">The objects, one a sample; they are gone through once.</param>
    /// <param name="features">Gives an object's features, as many for each.</param>
    /// <param name="label">Gives an object's class.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample, the features of one are null or not as many as those of the first, a number is beyond the range of a float, or a label is no class;
    /// the message says where.
    /// </exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<int> Classification<T, TClass>(IEnumerable<T> samples, Func<T, float[]> features, Func<T, TClass> label)
    {
        var (rows, labels) = Selected(samples, features, label);
        return Classified(FeatureRows.Jagged(rows, nameof(features)), labels);
    }

    /// <inheritdoc cref="Classification{T, TClass}(IEnumerable{T}, Func{T, float[]}, Func{T, TClass})"/>
    public static Dataset<int> Classification<T, TClass>(IEnumerable<T> samples, Func<T, double[]> features, Func<T, TClass> label)
    {
        var (rows, labels) = Selected(samples, features, label);
        return Classified(FeatureRows.Jagged(rows, nameof(features)), labels);
    }

    private static Dataset<int> Classified<TClass>(FeatureRows rows, IEnumerable<TClass> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var (indices, names) = ClassLabels.Of(labels, nameof(labels));
        var length = rows.SampleLength(indices.Length, nameof(labels));
        return new(rows.Values, indices, indices.Length, length, labelLength: 1) { ClassNames = names };
    }
}
