using NetGen.Benchmarks;

namespace NetGen.Compare.Rows;

/// <summary>Whole training steps and predictions, and what they allocate.</summary>
internal static class NetworkRows
{
    public static IEnumerable<Row> All() =>
    [
        new("train-784-128-10", () => Training.Image(batch: 128).Step, Training.ImageFlops(128)),
        new("train-784-128-10-batch-512", () => Training.Image(batch: 512).Step, Training.ImageFlops(512)),
        new("train-32-64-64-8", () => Training.Small().Step),
        new("predict-784-128-10-batch-1", () => new Prediction(1).Predict),
        new("predict-784-128-10-batch-128", () => new Prediction(128).Predict),
        new("predict-784-128-10-batch-1024", () => new Prediction(1024).Predict),
        new("allocated-train-784-128-10", () => Training.Image(batch: 128).Step, CountsBytes: true),
        new("allocated-train-32-64-64-8", () => Training.Small().Step, CountsBytes: true),
        new("allocated-predict-784-128-10", () => new Prediction(128).Predict, CountsBytes: true),
    ];
}
