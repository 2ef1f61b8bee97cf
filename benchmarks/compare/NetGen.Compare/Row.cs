namespace NetGen.Compare;

/// <summary>One piece of work that can be measured.</summary>
/// <param name="Name">The row's name; where a side has several ways to do the work, "row@way".</param>
/// <param name="Prepare">Makes the data and gives what is to be timed. Called once.</param>
/// <param name="Flops">The floating-point operations of one call, where they are worth a rate.</param>
/// <param name="CountsBytes">Whether not the time but the bytes that a call allocates are measured.</param>
internal sealed record Row(string Name, Func<Action> Prepare, double Flops = 0, bool CountsBytes = false);
