namespace NetGen.EndToEnd.Monitoring;

[Monitor]
[Input(5)]
[Dense(7, Relu)]
[Dropout(0.2)]
[Dense(6, Tanh, Name = "squash")]
[Dense(4, Sigmoid)]
[Dense(3)]
[Softmax]
public partial class Monitored;

/// <summary>The same without the attribute.</summary>
[Input(5)]
[Dense(7, Relu)]
[Dropout(0.2)]
[Dense(6, Tanh, Name = "squash")]
[Dense(4, Sigmoid)]
[Dense(3)]
[Softmax]
public partial class Unmonitored;

/// <summary>The attribute may stand below, and members of the user's may have the names of the base's.</summary>
[Input(4)]
[Dense(8, Relu6)]
[PRelu]
[Dense(2)]
[Monitor]
public partial class MonitoredRegression
{
    public static new int Watch => 3;
}
