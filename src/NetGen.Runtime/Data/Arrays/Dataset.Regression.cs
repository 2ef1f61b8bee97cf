using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace NetGen;

// With numbers to predict.
public static partial class Dataset
{
    /// <summary>Samples with one or more numbers to predict each.</summary>
    /// <param name="features">The features, sample after sample. The array is taken, not copied: leave it alone from here on.</param>
    /// <param name="targets">The targets, sample after sample. The array is taken, not copied.</param>
    /// <param name="count">How many samples there are.</param>
    /// <exception cref="ArgumentException">The arrays are not whole numbers of samples.</exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<float> Regression(float[] features, float[] targets, int count) =>
        Create(features, targets, count, nameof(targets));

    /// <summary>Samples with one or more numbers to predict each, from numbers of any kind.</summary>
    /// <typeparam name="TNumber">
    /// The type of a feature: <see cref="float"/>, <see cref="double"/>, <see cref="int"/> and so on; each becomes the nearest float.
    /// </typeparam>
    /// <typeparam name="TTarget">The type of a target, likewise.</typeparam>
    /// <param name="features">The features, sample after sample. An array of floats is taken, not copied: leave it alone from here on.</param>
    /// <param name="targets">The targets, sample after sample. An array of floats is taken, not copied.</param>
    /// <param name="count">How many samples there are.</param>
    /// <exception cref="ArgumentException">
    /// The arrays are not whole numbers of samples, or a number is beyond the range of a float; the message says where.
    /// </exception>
    public static Dataset<float> Regression<TNumber, TTarget>(TNumber[] features, TTarget[] targets, int count)
        where TNumber : INumberBase<TNumber>
        where TTarget : INumberBase<TTarget> =>
        Create(FeatureRows.Flat(features, nameof(features)).Values, FeatureRows.Flat(targets, nameof(targets)).Values, count, nameof(targets));

    /// <summary>Samples with one number to predict each, from numbers of any kind.</summary>
    /// <typeparam name="TNumber">
    /// The type of a feature: <see cref="float"/>, <see cref="double"/>, <see cref="int"/> and so on; each becomes the nearest float.
    /// </typeparam>
    /// <typeparam name="TTarget">The type of a target, likewise.</typeparam>
    /// <param name="features">The features, sample after sample. An array of floats is taken, not copied: leave it alone from here on.</param>
    /// <param name="targets">The targets, one a sample. An array of floats is taken, not copied.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample, the features are not as many as the targets ask for, a row is null or of another length than the first, or a number is beyond the
    /// range of a float; the message says where.
    /// </exception>
    public static Dataset<float> Regression<TNumber, TTarget>(TNumber[] features, TTarget[] targets)
        where TNumber : INumberBase<TNumber>
        where TTarget : INumberBase<TTarget> =>
        Targeted(FeatureRows.Flat(features, nameof(features)), FeatureRows.Column(targets, nameof(targets)));

    /// <inheritdoc cref="Regression{TNumber, TTarget}(TNumber[], TTarget[])"/>
    /// <param name="features">The features, an array for each sample, all of one length. They are copied.</param>
    /// <param name="targets">The targets, one a sample.</param>
    public static Dataset<float> Regression<TNumber, TTarget>(IEnumerable<TNumber[]> features, IEnumerable<TTarget> targets)
        where TNumber : INumberBase<TNumber>
        where TTarget : INumberBase<TTarget> =>
        Targeted(FeatureRows.Jagged(features, nameof(features)), FeatureRows.Column(targets, nameof(targets)));

    /// <inheritdoc cref="Regression{TNumber, TTarget}(TNumber[], TTarget[])"/>
    /// <param name="features">The features, an array for each sample, all of one length. They are copied.</param>
    /// <param name="targets">The targets, an array for each sample, all of one length. They are copied.</param>
    public static Dataset<float> Regression<TNumber, TTarget>(IEnumerable<TNumber[]> features, IEnumerable<TTarget[]> targets)
        where TNumber : INumberBase<TNumber>
        where TTarget : INumberBase<TTarget> =>
        Targeted(FeatureRows.Jagged(features, nameof(features)), FeatureRows.Jagged(targets, nameof(targets)));

    /// <inheritdoc cref="Regression{TNumber, TTarget}(TNumber[], TTarget[])"/>
    /// <param name="features">The features, a row for each sample. They are copied.</param>
    /// <param name="targets">The targets, one a sample.</param>
    public static Dataset<float> Regression<TNumber, TTarget>(TNumber[,] features, IEnumerable<TTarget> targets)
        where TNumber : INumberBase<TNumber>
        where TTarget : INumberBase<TTarget> =>
        Targeted(FeatureRows.Matrix(features, nameof(features)), FeatureRows.Column(targets, nameof(targets)));

    /// <inheritdoc cref="Regression{TNumber, TTarget}(TNumber[], TTarget[])"/>
    /// <param name="features">The features, a row for each sample. They are copied.</param>
    /// <param name="targets">The targets, a row for each sample. They are copied.</param>
    public static Dataset<float> Regression<TNumber, TTarget>(TNumber[,] features, TTarget[,] targets)
        where TNumber : INumberBase<TNumber>
        where TTarget : INumberBase<TTarget> =>
        Targeted(FeatureRows.Matrix(features, nameof(features)), FeatureRows.Matrix(targets, nameof(targets)));

    /// <summary>Samples with one or more numbers to predict each, from tensors.</summary>
    /// <param name="features">The features; the first axis counts the samples: [count, ...]. They are copied.</param>
    /// <param name="targets">The targets, with the same first axis: [count] or [count, ...]. They are copied.</param>
    /// <exception cref="ArgumentException">There is no sample, or the first axes differ.</exception>
    public static Dataset<float> Regression(ReadOnlyTensorSpan<float> features, ReadOnlyTensorSpan<float> targets) =>
        Targeted(FeatureRows.Tensor(features, nameof(features)), FeatureRows.Tensor(targets, nameof(targets)));

    /// <summary>Samples with one number to predict each, from objects of any kind.</summary>
    /// <typeparam name="T">The type of an object.</typeparam>
    /// <typeparam name="TTarget">
    /// The type of a target: <see cref="float"/>, <see cref="double"/>, <see cref="int"/> and so on; each becomes the nearest float.
    /// </typeparam>
    /// <param name="samples">The objects, one a sample; they are gone through once.</param>
    /// <param name="features">Gives an object's features, as many for each.</param>
    /// <param name="target">Gives what is to be predicted of an object.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample, the features of one are null or not as many as those of the first, or a number is beyond the range of a float; the message
    /// says where.
    /// </exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<float> Regression<T, TTarget>(IEnumerable<T> samples, Func<T, float[]> features, Func<T, TTarget> target)
        where TTarget : INumberBase<TTarget>
    {
        var (rows, targets) = Selected(samples, features, target);
        return Targeted(FeatureRows.Jagged(rows, nameof(features)), FeatureRows.Column(targets, nameof(target)));
    }

    /// <inheritdoc cref="Regression{T, TTarget}(IEnumerable{T}, Func{T, float[]}, Func{T, TTarget})"/>
    public static Dataset<float> Regression<T, TTarget>(IEnumerable<T> samples, Func<T, double[]> features, Func<T, TTarget> target)
        where TTarget : INumberBase<TTarget>
    {
        var (rows, targets) = Selected(samples, features, target);
        return Targeted(FeatureRows.Jagged(rows, nameof(features)), FeatureRows.Column(targets, nameof(target)));
    }

    /// <summary>Samples with several numbers to predict each, from objects of any kind.</summary>
    /// <typeparam name="T">The type of an object.</typeparam>
    /// <param name="samples">The objects, one a sample; they are gone through once.</param>
    /// <param name="features">Gives an object's features, as many for each.</param>
    /// <param name="targets">Gives what is to be predicted of an object, as many numbers for each.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample, the features or targets of one are null or not as many as those of the first, or a number is beyond the range of a float; the
    /// message says where.
    /// </exception>
    [OverloadResolutionPriority(1)]
    public static Dataset<float> Regression<T>(IEnumerable<T> samples, Func<T, float[]> features, Func<T, float[]> targets)
    {
        var (rows, numbers) = Selected(samples, features, targets);
        return Targeted(FeatureRows.Jagged(rows, nameof(features)), FeatureRows.Jagged(numbers, nameof(targets)));
    }

    /// <inheritdoc cref="Regression{T}(IEnumerable{T}, Func{T, float[]}, Func{T, float[]})"/>
    public static Dataset<float> Regression<T>(IEnumerable<T> samples, Func<T, double[]> features, Func<T, double[]> targets)
    {
        var (rows, numbers) = Selected(samples, features, targets);
        return Targeted(FeatureRows.Jagged(rows, nameof(features)), FeatureRows.Jagged(numbers, nameof(targets)));
    }

    private static Dataset<float> Targeted(FeatureRows features, FeatureRows targets)
    {
        var count = targets.Count ?? throw new InvalidOperationException("Targets know how many they are.");
        var length = features.SampleLength(count, nameof(targets));
        return new(features.Values, targets.Values, count, length, targets.SampleLength(count, nameof(targets)));
    }
}
