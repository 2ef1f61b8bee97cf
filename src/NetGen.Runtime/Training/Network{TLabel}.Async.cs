namespace NetGen;

/// <content>Training on a thread of its own.</content>
public abstract partial class Network<TLabel>
{
    /// <summary>
    /// Trains over a data set on a thread of its own, as <see cref="Fit(Dataset{TLabel}, FitOptions{TLabel})"/> does on the caller's, with the same result bit
    /// for bit.
    /// </summary>
    /// <param name="data">The samples and their labels.</param>
    /// <param name="options">How; by default one epoch in batches of 32 with RMSprop. They are read before this method returns.</param>
    /// <param name="cancellationToken">
    /// Ends the training after the step under way, as <see cref="FitOptions{TLabel}.Cancellation"/> does, of which either may be set: the task then ends as
    /// usual, with a history whose <see cref="History.StopReason"/> is <see cref="StopReason.Cancelled"/>.
    /// </param>
    /// <returns>What happened in each epoch. The task fails with what <see cref="Fit(Dataset{TLabel}, FitOptions{TLabel})"/> throws.</returns>
    /// <remarks>
    /// From this call until the task ends the network is being trained: it refuses another Fit, a step, a load or another preprocessor, as from within a
    /// callback. Predictions, evaluations and saves may go on; they see the weights of the moment, which a step may be changing. Callbacks,
    /// <see cref="FitOptions{TLabel}.OnStep"/> and <see cref="FitOptions{TLabel}.OnEpoch"/> are called on the training's thread. The thread does not keep the
    /// program running.
    /// </remarks>
    public Task<History> FitAsync(Dataset<TLabel> data, FitOptions<TLabel>? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return FitElsewhere(own => FitEntered(data, own), options, cancellationToken);
    }

    /// <summary>
    /// Trains over samples that are read as they are needed on a thread of its own, as <see cref="Fit(SampleSource{TLabel}, FitOptions{TLabel})"/> does on the
    /// caller's.
    /// </summary>
    /// <param name="data">The samples; it stays open, and must until the task ends.</param>
    /// <param name="options">How; by default one epoch in batches of 32 with RMSprop. They are read before this method returns.</param>
    /// <param name="cancellationToken">Ends the training after the step under way; the history says so.</param>
    /// <returns>What happened in each epoch. The task fails with what <see cref="Fit(SampleSource{TLabel}, FitOptions{TLabel})"/> throws.</returns>
    /// <remarks>See <see cref="FitAsync(Dataset{TLabel}, FitOptions{TLabel}, CancellationToken)"/>.</remarks>
    public Task<History> FitAsync(SampleSource<TLabel> data, FitOptions<TLabel>? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return FitElsewhere(own => FitEntered(data, own), options, cancellationToken);
    }

    /// <summary>
    /// Trains over samples that are read one after another on a thread of its own, as <see cref="Fit(SampleStream{TLabel}, FitOptions{TLabel})"/> does on the
    /// caller's.
    /// </summary>
    /// <param name="data">The samples; each epoch opens it anew.</param>
    /// <param name="options">How; by default one epoch in batches of 32 with RMSprop. They are read before this method returns.</param>
    /// <param name="cancellationToken">Ends the training after the step under way; the history says so.</param>
    /// <returns>What happened in each epoch. The task fails with what <see cref="Fit(SampleStream{TLabel}, FitOptions{TLabel})"/> throws.</returns>
    /// <remarks>See <see cref="FitAsync(Dataset{TLabel}, FitOptions{TLabel}, CancellationToken)"/>.</remarks>
    public Task<History> FitAsync(SampleStream<TLabel> data, FitOptions<TLabel>? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return FitElsewhere(own => FitEntered(data, own), options, cancellationToken);
    }

    private Task<History> FitElsewhere(Func<FitOptions<TLabel>, History> fit, FitOptions<TLabel>? options, CancellationToken cancellationToken)
    {
        var own = options?.Copy() ?? new FitOptions<TLabel>();
        // Entered here: whoever has the task can rely on it that the network is in a Fit.
        try
        {
            Gate.EnterFit(isOnThisThread: false);
        }
        catch (InvalidOperationException refused)
        {
            return Task.FromException<History>(refused);
        }

        // What awaits it must not go on on the training's thread.
        var result = new TaskCompletionSource<History>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(fit, own, cancellationToken, result)) { IsBackground = true, Name = "NetGen training" };
        try
        {
            thread.Start();
        }
        catch
        {
            Gate.LeaveFit();
            throw;
        }

        return result.Task;
    }

    private void Run(
        Func<FitOptions<TLabel>, History> fit, FitOptions<TLabel> options, CancellationToken cancellationToken, TaskCompletionSource<History> result)
    {
        try
        {
            History history;
            Gate.TakeThread();
            try
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(options.Cancellation, cancellationToken);
                options.Cancellation = either.Token;
                history = fit(options);
            }
            finally
            {
                Gate.LeaveFit();
            }

            // Only now: whoever awaits the task may train on.
            result.SetResult(history);
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to whoever awaits the task.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            result.SetException(exception);
        }
    }
}
