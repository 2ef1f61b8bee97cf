namespace NetGen;

/// <summary>A callback that measures: <see cref="TensorBoard"/> writes its values where both are in one training.</summary>
public interface IScalarSource
{
    /// <summary>The values as they are now; asked for every <see cref="TensorBoard.EverySteps"/> steps. Their names become tags.</summary>
    IEnumerable<MetricValue> Values();
}
