namespace NetGen;

/// <summary>
/// Lets a <c>HealthMonitor</c> see the outputs of the layers while the network trains: a call is generated after each layer that has an activation or
/// parameters, which does nothing on the steps that no monitor watches. Without it nothing is generated, and a monitor sees gradients only.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MonitorAttribute : Attribute;
