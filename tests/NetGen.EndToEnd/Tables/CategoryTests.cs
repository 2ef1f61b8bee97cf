using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Tables;

/// <summary>A network knows what its numbers stand for, and takes no data that number otherwise.</summary>
public sealed class CategoryTests : IDisposable
{
    private static readonly string[] Rows = [.. Enumerable.Range(1, 20).Select(i => FormattableString.Invariant($"{(i % 2 == 0 ? -i : i)},{(i % 2 == 0 ? "left" : "right")}"))];
    private static readonly CsvOptions ByText = new() { Categorical = [1] };
    private static readonly CsvOptions ByAppearance = new() { Categorical = [1], CategoryOrder = CategoryOrder.FirstAppearance };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_network_scores_the_same_on_the_same_rows_in_reverse_order()
    {
        var (forward, backward) = (Table("forward.csv", Rows), Table("backward.csv", Rows.Reverse()));
        var network = Trained(Csv.Read(forward, ByText).ToClassification(1));

        Assert.Equal(1, network.Evaluate(Csv.Read(forward, ByText).ToClassification(1)).Accuracy);
        Assert.Equal(1, network.Evaluate(Csv.Read(backward, ByText).ToClassification(1)).Accuracy);
        Assert.Equal(1, network.Evaluate(Csv.Open(backward, ByText).ToClassification(1)).Accuracy);
    }

    [Fact]
    public void Numbers_that_follow_the_rows_make_it_wrong_everywhere_and_are_refused()
    {
        var (forward, backward) = (Table("forward.csv", Rows), Table("backward.csv", Rows.Reverse()));
        var network = Trained(Csv.Read(forward, ByAppearance).ToClassification(1));
        var others = Csv.Read(backward, ByAppearance).ToClassification(1);
        const string Expected = "The classes of Sides are right, left; those of 'data' are left, right.";

        // What it would be without the names.
        Assert.Equal(0, network.Evaluate(Dataset.Classification(others.Features.ToArray(), others.Labels.ToArray())).Accuracy);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => network.Evaluate(others)).Message);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => network.Fit(others)).Message);
        var stream = Csv.Open(backward, ByAppearance).ToClassification(1);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => network.Evaluate(stream)).Message);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => network.Fit(stream)).Message);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => network.Fit(new NamedSource(others))).Message);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => network.Evaluate(new NamedSource(others))).Message);
        Assert.Equal(["right", "left"], network.ClassNames);
        Assert.Equal(1, network.Evaluate(Csv.Read(backward, new() { Categories = network.Categories }).ToClassification(1)).Accuracy);
    }

    [Fact]
    public void Validation_data_that_number_otherwise_are_refused()
    {
        var data = Csv.Read(Table("forward.csv", Rows), ByText).ToClassification(1);
        var others = Csv.Read(Table("backward.csv", Rows), ByAppearance).ToClassification(1);
        var network = new Sides(seed: 1);
        var before = network.Parameters.ToArray();

        var error = Assert.Throws<ArgumentException>(() => network.Fit(data, new() { Validation = others, ShowProgress = false }));

        Assert.StartsWith("The classes of 'data' are left, right; those of 'Validation' are right, left.", error.Message);
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Null(network.ClassNames);
        Assert.Null(network.Categories);
    }

    [Fact]
    public void A_target_of_two_texts_names_both_classes_of_one_output()
    {
        var (forward, backward) = (Table("forward.csv", Rows), Table("backward.csv", Rows.Reverse()));
        var network = new Side(seed: 1);
        network.Fit(Csv.Read(forward, ByText).ToRegression(1), new() { Epochs = 200, BatchSize = 4, Optimizer = new Adam(0.05f), ShowProgress = false });

        Assert.Equal(["left", "right"], network.ClassNames);
        Assert.Equal(1, network.Evaluate(Csv.Open(backward, ByText).ToRegression(1)).Accuracy);
        Assert.StartsWith(
            "The classes of Side are left, right; those of 'data' are right, left.",
            Assert.Throws<ArgumentException>(() => network.Evaluate(Csv.Read(forward, ByAppearance).ToRegression(1))).Message);
    }

    [Fact]
    public void Folds_and_repeated_trainings_keep_the_names()
    {
        var data = Csv.Read(Table("forward.csv", Rows), ByText).ToClassification(1);
        var network = new Sides(seed: 1);

        foreach (var (train, test) in new KFold(2).Split(data))
        {
            network.Fit(train, new() { Validation = test, ShowProgress = false });
            network.Evaluate(test);
        }

        network.Fit(data, new() { ValidationSplit = 0.2, ShowProgress = false });
        Assert.Equal(["left", "right"], network.ClassNames);
    }

    [Fact]
    public void Texts_among_the_features_are_compared_too()
    {
        string[] rows = ["town,size,label", "Rome,1,0", "Oslo,2,1"];
        var data = Csv.Read(Table("towns.csv", rows), new() { Categorical = ["town"] }).ToClassification("label");
        var network = new Places(seed: 1);
        network.Fit(data, new() { ShowProgress = false });

        var more = Csv.Read(Table("more.csv", [.. rows, "Bern,3,0"]), new() { Categorical = ["town"] }).ToClassification("label");

        Assert.Null(network.ClassNames);
        Assert.Equal(["Oslo", "Rome"], network.Categories!["town"]);
        Assert.StartsWith(
            "The categories of column 'town' are Oslo, Rome for Places, and Bern, Oslo, Rome for 'data'.",
            Assert.Throws<ArgumentException>(() => network.Evaluate(more)).Message);
        Assert.EndsWith(
            "line 4, column 1: expected one of the column's categories, Oslo, Rome, found 'Bern'.",
            Assert.Throws<InvalidDataException>(() => Csv.Read(_folder["more.csv"], new() { Categories = network.Categories })).Message);
    }

    [Fact]
    public void Names_are_saved_and_loaded_with_the_network()
    {
        var network = Trained(Csv.Open(Table("forward.csv", Rows), ByText).ToClassification(1));
        network.Categories = new Categories((1, ["left", "right"]), ("\"größe\"\n", ["<a>", "\u001f", "😀"]), (^2, []));
        network.Save(_folder["net"]);
        var other = new Sides(seed: 2);

        other.Load(_folder["net"]);

        Assert.Equal(["left", "right"], other.ClassNames);
        Assert.Equal(network.Categories.ToString(), other.Categories!.ToString());
        Assert.Equal(["<a>", "\u001f", "😀"], other.Categories["\"größe\"\n"]);
        new Sides(seed: 3).Save(_folder["bare"]);
        other.Load(_folder["bare"]);
        Assert.Null(other.ClassNames);
        Assert.Null(other.Categories);
    }

    [Fact]
    public void A_table_without_labels_or_of_one_class_is_read_as_the_network_knows_it()
    {
        var network = Trained(Csv.Read(Table("forward.csv", Rows), ByText).ToClassification(1));
        var options = new CsvOptions { Categories = network.Categories };

        Assert.Equal(1, network.Evaluate(Csv.Read(Table("right.csv", ["3,right"]), options).ToClassification(1)).Accuracy);
        var outputs = new float[2];
        network.Predict(Csv.Read(Table("unknown.csv", ["-4"]), options).ToFeatures(), outputs);
        Assert.Equal("left", network.ClassNames![outputs[0] > outputs[1] ? 0 : 1]);
    }

    [Fact]
    public void Classes_that_do_not_fit_the_network_are_refused_before_it_trains()
    {
        var data = Csv.Read(Table("three.csv", ["1,a", "2,b", "3,c"]), ByText).ToClassification(1);
        var one = Csv.Read(Table("one.csv", ["1,a"]), ByText).ToClassification(1);
        var network = new Sides(seed: 1);

        Assert.Throws<ArgumentException>(() => network.Fit(data));
        Assert.StartsWith("the data's 'ClassNames' holds 1 names; expected 2", Assert.Throws<ArgumentException>(() => network.Fit(one)).Message);
        Assert.Equal(0, network.Steps);
        Assert.Null(network.ClassNames);
    }

    [Fact]
    public void A_checkpoint_keeps_the_names_and_a_resume_compares_them()
    {
        var data = Csv.Read(Table("forward.csv", Rows), ByText).ToClassification(1);
        FitOptions<int> Options(int epochs) => new() { Epochs = epochs, ShowProgress = false, Callbacks = [new Checkpoint(_folder["check"])], ResumeFrom = _folder["check"] };
        new Sides(seed: 1).Fit(data, Options(1));
        var resumed = new Sides(seed: 1);
        var unnamed = new Sides(seed: 1);
        var other = new Sides(seed: 1);

        resumed.Fit(data, Options(2));
        Assert.Equal(["left", "right"], resumed.ClassNames);
        unnamed.Fit(Dataset.Classification(data.Features.ToArray(), data.Labels.ToArray()), Options(3));
        Assert.Equal(["left", "right"], unnamed.ClassNames);
        Assert.Equal(["left", "right"], unnamed.Categories![1]);

        var error = Assert.Throws<InvalidDataException>(() => other.Fit(Csv.Read(_folder["forward.csv"], ByAppearance).ToClassification(1), Options(4)));
        Assert.Equal($"{_folder["check"]}: The classes of the checkpoint are left, right; those of this training are right, left. This checkpoint is of another training. Load takes just its weights.", error.Message);
        Assert.Null(other.ClassNames);
        Assert.Equal(0, other.Steps);
    }

    [Theory]
    [InlineData("class_names", "[\"left\"]", "the array holds 1 names; expected 2, one for each class of Sides.")]
    [InlineData("class_names", "[\"left\",\"left\"]", "the array holds 'left' twice; expected a name of its own for each class.")]
    [InlineData("class_names", "[\"left\",2]", "Number stands where String should.")]
    [InlineData("class_names", "{}", "StartObject stands where StartArray should.")]
    [InlineData("class_names", "[\"left\",\"right\"] x", "'x' is ")]
    [InlineData("class_names", "[\"left\"", "Expected depth to be zero")]
    [InlineData("class_names", "", "The input does not contain any JSON tokens.")]
    [InlineData("class_names", "[\"left\",\"\\ud800\"]", "Cannot read incomplete UTF-16")]
    [InlineData("categories", "[{\"column\":1}]", "EndObject stands where PropertyName should.")]
    [InlineData("categories", "[{\"columns\":1}]", "'columns' stands where 'column' should.")]
    [InlineData("categories", "[{\"column\":1.5,\"texts\":[]}]", "")]
    [InlineData("categories", "[{\"column\":-2147483648,\"texts\":[]}]", "")]
    [InlineData("categories", "[{\"column\":1,\"texts\":[\"a\",\"a\"]}]", "Column 1 has the text 'a' twice")]
    [InlineData("categories", "[{\"column\":1,\"texts\":[\"a\"]},{\"column\":1,\"texts\":[\"b\"]}]", "Column 1 is there twice")]
    [InlineData("categories", "[{\"column\":1,\"texts\":[\"a\"],\"more\":1}]", "PropertyName stands where EndObject should.")]
    public void A_damaged_entry_is_refused_and_changes_nothing(string entry, string value, string problem)
    {
        Trained(Csv.Read(Table("forward.csv", Rows), ByText).ToClassification(1)).Save(_folder["net"]);
        SafetensorsEdit.SetMetadata(_folder["net"], "netgen." + entry, value);
        var network = new Sides(seed: 2) { ClassNames = ["a", "b"] };
        var before = network.Parameters.ToArray();

        var error = Assert.Throws<InvalidDataException>(() => network.Load(_folder["net"]));

        Assert.StartsWith($"{_folder["net"]}: metadata 'netgen.{entry}': expected an array of ", error.Message);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Equal(["a", "b"], network.ClassNames);
    }

    [Fact]
    public void An_entry_that_is_no_text_is_refused()
    {
        new Sides(seed: 1).Save(_folder["net"]);
        SafetensorsEdit.SetMetadata(_folder["net"], "netgen.categories", 5);

        Assert.Equal(
            $"{_folder["net"]}: metadata 'netgen.categories': expected a text, found Number.",
            Assert.Throws<InvalidDataException>(() => new Sides(seed: 2).Load(_folder["net"])).Message);
    }

    private Sides Trained(Dataset<int> data)
    {
        var network = new Sides(seed: 1);
        network.Fit(data, new() { Epochs = 200, BatchSize = 4, Optimizer = new Adam(0.05f), ShowProgress = false });
        return network;
    }

    private Sides Trained(SampleStream<int> data)
    {
        var network = new Sides(seed: 1);
        network.Fit(data, new() { Epochs = 2, ShowProgress = false });
        return network;
    }

    private string Table(string name, IEnumerable<string> rows)
    {
        File.WriteAllLines(_folder[name], rows);
        return _folder[name];
    }

    private sealed class NamedSource(Dataset<int> data) : SampleSource<int>
    {
        public override int Count => data.Count;

        public override int SampleLength => data.SampleLength;

        public override int LabelLength => data.LabelLength;

        public override IReadOnlyList<string>? ClassNames => data.ClassNames;

        public override Categories? Categories => data.Categories;

        public override void Read(int sample, Span<float> features, Span<int> labels)
        {
            data.FeaturesOf(sample).CopyTo(features);
            data.LabelsOf(sample).CopyTo(labels);
        }
    }
}
