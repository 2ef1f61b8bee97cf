using System.Numerics.Tensors;

namespace NetGen.Runtime.Tests.Data;

/// <summary>Data sets from arrays, tensors and objects as people have them.</summary>
public class DatasetFactoryTests
{
    private static readonly string[] Species = ["setosa", "virginica", "setosa"];
    private static readonly float[] Six = [1, 2, 3, 4, 5, 6];

    private enum Size
    {
        Large = 30,
        Small = 10,
        Medium = 20,
        Middle = 20,
    }

    private enum Answer
    {
        No,
        Yes,
    }

    [Fact]
    public void Numbers_may_be_literals_of_any_kind()
    {
        Is(Dataset.Classification([1, 2, 3, 4, 5, 6], [0, 1, 0]), [0, 1, 0]);
        Is(Dataset.Classification([1.0, 2, 3, 4, 5, 6], [0, 1, 0]), [0, 1, 0]);
        Is(Dataset.Classification([[1.0, 2], [3, 4], [5, 6]], [0, 1, 0]), [0, 1, 0]);
        Is(Dataset.Classification([[1, 2], [3, 4], [5, 6]], [0, 1, 0]), [0, 1, 0]);
        Is(Dataset.Classification([[1f, 2], [3, 4], [5, 6]], ["b", "c", "b"]), [0, 1, 0]);
        Is(Dataset.Binary([[1.0, 2], [3, 4], [5, 6]], [false, true, false]), [0, 1, 0]);
        Is(Dataset.Regression([1.0, 2, 3, 4, 5, 6], [0.0, 1, 0]), [0, 1, 0]);
        Is(Dataset.Regression([[1.0, 2], [3, 4], [5, 6]], [0.0, 1, 0]), [0, 1, 0]);
        Is(Dataset.Regression([[1.0, 2], [3, 4], [5, 6]], [[0.0], [1.0], [0.0]]), [0, 1, 0]);
    }

    [Fact]
    public void An_array_that_is_filled_again_for_each_sample_is_taken_as_it_is_then()
    {
        float[] row = new float[2], target = new float[1];
        float[] Fill(int i)
        {
            (row[0], row[1], target[0]) = (2 * i + 1, 2 * i + 2, i % 2);
            return row;
        }

        IEnumerable<float[]> Rows()
        {
            for (var i = 0; i < 3; i++)
                yield return Fill(i);
        }

        Is(Dataset.Classification(Rows(), [0, 1, 0]), [0, 1, 0]);
        Is(Dataset.Classification(Enumerable.Range(0, 3), Fill, i => i % 2), [0, 1, 0]);
        Is(Dataset.Regression(Enumerable.Range(0, 3), Fill, _ => target), [0, 1, 0]);
    }

    [Fact]
    public void Features_may_be_arrays_of_any_kind()
    {
        int[] labels = [0, 1, 0];
        double[] doubles = [1, 2, 3, 4, 5, 6];
        float[][] floatRows = [[1, 2], [3, 4], [5, 6]];
        double[][] doubleRows = [[1, 2], [3, 4], [5, 6]];
        byte[][] byteRows = [[1, 2], [3, 4], [5, 6]];
        var floatMatrix = new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        var doubleMatrix = new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        var tensor = Tensor.Create(Six, [3, 2]);

        Is(Dataset.Classification(doubles, labels), labels);
        Is(Dataset.Classification(floatRows, labels), labels);
        Is(Dataset.Classification(doubleRows, labels), labels);
        Is(Dataset.Classification(byteRows, labels), labels);
        Is(Dataset.Classification(floatRows.ToList(), labels.ToList()), labels);
        Is(Dataset.Classification(floatMatrix, labels), labels);
        Is(Dataset.Classification(doubleMatrix, labels), labels);
        Is(Dataset.Classification(tensor, labels), labels);
        Is(Dataset.Classification(tensor.AsReadOnlyTensorSpan(), labels), labels);
        Is(Dataset.Binary(doubles, labels), [0, 1, 0]);
        Is(Dataset.Binary(floatMatrix, labels), [0, 1, 0]);
        Is(Dataset.Binary(tensor, labels), [0, 1, 0]);
    }

    [Fact]
    public void Targets_may_be_several_and_of_any_kind()
    {
        float[] floats = [7, 8, 9];
        double[] doubles = [7, 8, 9];
        Is(Dataset.Regression(Six, floats), floats);
        Is(Dataset.Regression(Six, doubles), floats);
        Is(Dataset.Regression(Six.Chunk(2), doubles), floats);
        Is(Dataset.Regression(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, doubles), floats);
        Is(Dataset.Regression(Tensor.Create(Six, [3, 2]), Tensor.Create(floats, [3])), floats);

        float[] pairs = [7, 8, 9, 10, 11, 12];
        Is(Dataset.Regression(Six.Chunk(2), pairs.Chunk(2)), pairs, labels: 2);
        Is(Dataset.Regression(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, new double[,] { { 7, 8 }, { 9, 10 }, { 11, 12 } }), pairs, labels: 2);
        Is(Dataset.Regression(Six, pairs.Select(x => (double)x).ToArray(), count: 3), pairs, labels: 2);
        Is(Dataset.Regression(Tensor.Create(Six, [3, 2]), Tensor.Create(pairs, [3, 2])), pairs, labels: 2);
    }

    [Fact]
    public void Objects_give_their_features_and_labels()
    {
        (double Length, double Width, string Kind, double Price)[] flowers = [(1, 2, "setosa", 7), (3, 4, "virginica", 8), (5, 6, "setosa", 9)];
        (float Length, float Width)[] floats = [(1, 2), (3, 4), (5, 6)];

        var data = Dataset.Classification(flowers, f => [f.Length, f.Width], f => f.Kind);
        Is(data, [0, 1, 0]);
        Assert.Equal(["setosa", "virginica"], data.ClassNames!);
        Is(Dataset.Classification(floats.Where(_ => true), f => [f.Length, f.Width], f => f.Length == 3), [0, 1, 0]);
        Is(Dataset.Binary(flowers, f => [f.Length, f.Width], f => f.Kind == "virginica"), [0, 1, 0]);
        Is(Dataset.Regression(flowers, f => [f.Length, f.Width], f => f.Price), [7, 8, 9]);
        Is(Dataset.Regression(floats, f => [f.Length, f.Width], f => 6 + ((f.Length + 1) / 2)), [7, 8, 9]);
        Is(Dataset.Regression(flowers, f => [f.Length, f.Width], f => [f.Price, f.Price]), [7, 7, 8, 8, 9, 9], labels: 2);
    }

    [Fact]
    public void Texts_are_numbered_in_their_order_and_become_names()
    {
        var data = Dataset.Classification(Six, ["b", "B", "a"]);

        Assert.Equal([2, 0, 1], data.Labels.ToArray());
        Assert.Equal(["B", "a", "b"], data.ClassNames!);
        Assert.Equal(["B", "a", "b"], data.Select([2]).ClassNames!);
        Assert.Equal([1f, 0, 1], Dataset.Binary(Six, ["yes", "no", "yes"]).Labels.ToArray());
    }

    [Fact]
    public void Bools_are_0_and_1()
    {
        var data = Dataset.Classification(Six, [true, false, true]);

        Assert.Equal([1, 0, 1], data.Labels.ToArray());
        Assert.Equal(["false", "true"], data.ClassNames!);
        Assert.Equal(["false", "true"], Dataset.Binary(Six, [true, true, true]).ClassNames!);
    }

    [Fact]
    public void The_members_of_an_enum_are_numbered_by_their_values_whether_or_not_they_occur()
    {
        var data = Dataset.Classification(Six, [Size.Large, Size.Middle, Size.Large]);

        Assert.Equal([2, 1, 2], data.Labels.ToArray());
        Assert.Equal(["Small", "Medium", "Large"], data.ClassNames!);
        Assert.Equal([1f, 0, 1], Dataset.Binary(Six, [Answer.Yes, Answer.No, Answer.Yes]).Labels.ToArray());
        Refused("labels", "'labels' holds 7 for sample 1; expected a member of Size.", () => Dataset.Classification(Six, [Size.Small, (Size)7, Size.Small]));
    }

    [Fact]
    public void Whole_numbers_of_any_size_are_class_indices()
    {
        Assert.Equal([0, 255, 1], Dataset.Classification(Six, new byte[] { 0, 255, 1 }).Labels.ToArray());
        Assert.Equal([0, 7, 1], Dataset.Classification(Six, [0L, 7, 1]).Labels.ToArray());
        Assert.Null(Dataset.Classification(Six, [0L, 7, 1]).ClassNames);
        Refused("labels", "'labels' holds 4294967296 for sample 1; expected a class index, from 0 to 2147483647.", () => Dataset.Classification(Six, [0L, 1L << 32, 1]));
        Refused("labels", "'labels' holds -1 for sample 2; expected a class index", () => Dataset.Classification(Six, [0L, 0, -1]));
    }

    [Fact]
    public void What_is_no_class_is_refused()
    {
        Refused("labels", "'labels' holds values of type Double, which are no classes; expected whole numbers, texts, bools or members of an enum.", () => Dataset.Classification(Six, [0.5, 1, 2]));
        Refused("labels", "'labels' holds null for sample 1; expected a text.", () => Dataset.Classification(Six, ["a", null!, "b"]));
        Refused("labels", "'labels' holds an empty text for sample 2; expected a text.", () => Dataset.Classification(Six, ["a", "b", ""]));
    }

    [Fact]
    public void Of_two_classes_there_must_be_two()
    {
        Assert.Equal([0.25f, 1, 0], Dataset.Binary(Six, [0.25, 1, 0]).Labels.ToArray());
        Refused("labels", "'labels' holds 2 for sample 1; expected 0 or 1.", () => Dataset.Binary(Six, [0, 2, 1]));
        Refused("labels", "'labels' holds 1.5 for sample 1; expected a number from 0 to 1.", () => Dataset.Binary(Six, [0, 1.5f, 1]));
        Refused("labels", "'labels' are of 3 classes, a, b, c; expected two.", () => Dataset.Binary(Six, ["a", "b", "c"]));
        Refused("labels", "'labels' are of 1 classes, a; expected two.", () => Dataset.Binary(Six, ["a", "a", "a"]));
        Refused("labels", "'labels' are of 3 classes, Small, Medium, Large; expected two.", () => Dataset.Binary(Six, [Size.Large, Size.Large, Size.Large]));
    }

    [Fact]
    public void Rows_of_several_lengths_are_refused_by_number()
    {
        double[][] ragged = [[1, 2], [3, 4], [5]];
        Refused("features", "'features' holds 1 values in sample 2; expected 2, as in sample 0.", () => Dataset.Classification(ragged, Species));
        Refused("features", "'features' holds null in sample 1; expected an array.", () => Dataset.Classification([[1f], null!, [2f]], Species));
        Refused("features", "'features' holds samples of no values; expected at least one.", () => Dataset.Classification(new float[3, 0], Species));
        Refused("targets", "'targets' holds 1 values in sample 2; expected 2, as in sample 0.", () => Dataset.Regression(Six.Chunk(2), ragged));
        Refused("features", "'features' holds 1 values in sample 2; expected 2, as in sample 0.", () => Dataset.Classification(ragged, row => row, _ => 0));
    }

    [Fact]
    public void Counts_that_differ_are_refused()
    {
        Refused("labels", "'labels' holds 3 values; expected 2, one for each sample of 'features'.", () => Dataset.Classification(Six.Chunk(3), Species));
        Refused("features", "3 samples need a positive multiple of 3 features, but there are 4.", () => Dataset.Classification([1.0, 2, 3, 4], Species));
        Refused("targets", "'targets' holds 2 values; expected 3, one for each sample of 'features'.", () => Dataset.Regression(Six.Chunk(2), [1.0, 2]));
        Refused("targets", "'targets' holds 2 values; expected 3, one for each sample of 'features'.", () => Dataset.Regression(Tensor.Create(Six, [3, 2]), Tensor.Create(Six, [2, 3])));
        Refused("labels", "'labels' holds 3 values; expected 2, one for each sample of 'features'.", () => Dataset.Binary(new float[2, 2], [true, false, true]));
    }

    [Fact]
    public void A_data_set_of_nothing_is_refused()
    {
        Refused("features", "A data set needs at least one sample, but there are no features.", () => Dataset.Classification(new float[0, 3], Species));
        Refused("features", "A data set needs at least one sample, but there are no features.", () => Dataset.Classification(Array.Empty<double[]>(), Species));
        Refused("labels", "A data set needs at least one sample, but there are no labels.", () => Dataset.Classification([1.0, 2], Array.Empty<string>()));
        Refused("features", "A data set needs at least one sample, but there are no features.", () => Dataset.Classification(Array.Empty<string>(), _ => [1f], text => text));
        Refused("features", "A data set needs at least one sample, but there are no features.", () => Dataset.Binary(Tensor.Create(Array.Empty<float>(), [0, 2]), Species));
    }

    [Fact]
    public void A_number_beyond_the_floats_is_refused_by_place()
    {
        double[] far = [1, 2, 3, 4, -1e300, 6];
        Refused("features", "'features' holds -1E+300 in sample 2 at place 0; expected numbers within the range of a float", () => Dataset.Classification(far.Chunk(2), Species));
        Refused("features", "'features' holds -1E+300 in sample 2 at place 0;", () => Dataset.Classification(new double[,] { { 1, 2 }, { 3, 4 }, { -1e300, 6 } }, Species));
        Refused("features", "'features' holds -1E+300 at place 4;", () => Dataset.Classification(far, Species));
        Refused("targets", "'targets' holds 1E+39 at place 1;", () => Dataset.Regression(Six, [1, 1e39, 3]));
    }

    [Fact]
    public void What_is_not_finite_is_left_to_the_training()
    {
        double[] values = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-300];

        Assert.Equal([float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0], Dataset.Classification(values, Enumerable.Range(0, 4)).Features.ToArray());
    }

    [Fact]
    public void Floats_and_ints_are_taken_and_not_copied()
    {
        int[] labels = [0, 1, 0];
        float[] features = [1, 2, 3];
        var data = Dataset.Classification(features, labels);
        (features[0], labels[0]) = (9, 7);

        Assert.Equal((9f, 7), (data.Features[0], data.Labels[0]));
    }

    [Fact]
    public void Class_names_are_checked_and_copied()
    {
        var data = Dataset.Classification(Six, [0, 1, 0]);
        string[] names = ["a", "b"];

        var named = data.WithClassNames(names);
        names[0] = "c";

        Assert.Equal(["a", "b"], named.ClassNames!);
        Assert.Null(data.ClassNames);
        Refused("names", "'names' is empty; expected a name for each class.", () => data.WithClassNames([]));
        Refused("names", "'names' holds no name at place 1; expected a text.", () => data.WithClassNames(["a", ""]));
    }

    private static void Is<TLabel>(Dataset<TLabel> data, TLabel[] expected, int labels = 1)
        where TLabel : unmanaged
    {
        Assert.Equal((3, 2, labels), (data.Count, data.SampleLength, data.LabelLength));
        Assert.Equal(Six, data.Features.ToArray());
        Assert.Equal(expected, data.Labels.ToArray());
    }

    private static void Refused(string argument, string message, Func<object> make)
    {
        var error = Assert.Throws<ArgumentException>(make);
        Assert.Equal(argument, error.ParamName);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
