namespace NetGen;

/// <summary>Who may change a network at the moment: one <c>Fit</c>, one step by hand, or loads.</summary>
/// <remarks>
/// What does not get in is refused at once; nothing waits, and a training that has begun is never the one that is refused. Predictions and evaluations
/// do not ask. A callback runs on the thread of its <c>Fit</c>, between two steps: so the thread tells a callback from everybody else.
/// </remarks>
/// <param name="name">The network's.</param>
internal sealed class TrainingGate(string name)
{
    private const int Free = 0;
    private const int Step = 1;
    private const int Fit = 2;

    // Below 0: so many loads.
    private int _state;
    private volatile int _fitThread;
    private volatile bool _isOpen;
    private bool _isInStep;

    /// <summary>Whether a <c>Fit</c> is under way, and not just about to begin or to end on this thread.</summary>
    private bool IsShut => Volatile.Read(ref _state) == Fit && !(_isOpen && IsFitThread);

    private bool IsFitThread => _fitThread == Environment.CurrentManagedThreadId;

    /// <summary>Begins a <c>Fit</c>, to be ended by <see cref="LeaveFit"/>.</summary>
    /// <param name="isOnThisThread">Whether it runs here; else <see cref="TakeThread"/> says where.</param>
    /// <exception cref="InvalidOperationException">The network is being trained or loaded.</exception>
    public void EnterFit(bool isOnThisThread = true)
    {
        switch (Interlocked.CompareExchange(ref _state, Fit, Free))
        {
            case Free:
                break;
            case Fit:
                throw new InvalidOperationException(
                    $"This {name} is in another Fit, on another thread or around this one; train one at a time, or an instance for each.");
            case Step:
                throw BusyStepping();
            default:
                throw BusyLoading();
        }

        (_isOpen, _isInStep) = (false, false);
        _fitThread = isOnThisThread ? Environment.CurrentManagedThreadId : 0;
    }

    /// <summary>Says that the <c>Fit</c> runs on this thread.</summary>
    public void TakeThread() => _fitThread = Environment.CurrentManagedThreadId;

    public void LeaveFit()
    {
        (_fitThread, _isOpen) = (0, false);
        Volatile.Write(ref _state, Free);
    }

    /// <summary>Lets the thread of the <c>Fit</c> change the network: before the first step, and after the last.</summary>
    public void Open() => _isOpen = true;

    /// <summary>Ends what <see cref="Open"/> has begun.</summary>
    public void Shut() => _isOpen = false;

    /// <summary>Begins a step of the <c>Fit</c>, to be ended by <see cref="LeaveStepOfFit"/>.</summary>
    public void EnterStepOfFit() => _isInStep = true;

    public void LeaveStepOfFit() => _isInStep = false;

    /// <summary>Begins a step by hand, or a gradient, to be ended by <see cref="LeaveStep"/> with what this returns.</summary>
    /// <param name="method">The method that asks.</param>
    /// <param name="changes">Whether the network is another one afterwards. What does not change it may go on in a callback.</param>
    /// <exception cref="InvalidOperationException">The network is being trained or loaded.</exception>
    public bool EnterStep(string method, bool changes)
    {
        switch (Interlocked.CompareExchange(ref _state, Step, Free))
        {
            case Free:
                return true;
            case Fit when IsFitThread && !_isInStep && (_isOpen || !changes):
                _isInStep = true;
                return false;
            case Fit when IsFitThread && !changes:
                throw BusyStepping();
            case Fit:
                throw InFit(method, changes
                    ? "the update would lie between its steps"
                    : "another thread would compute in its memory, or copy it between two steps");
            case Step:
                throw BusyStepping();
            default:
                throw BusyLoading();
        }
    }

    public void LeaveStep(bool isAlone)
    {
        if (isAlone)
            Volatile.Write(ref _state, Free);
        else
            _isInStep = false;
    }

    /// <summary>Begins a load, to be ended by <see cref="LeaveLoad"/> with what this returns.</summary>
    /// <exception cref="InvalidOperationException">The network is being trained.</exception>
    public bool EnterLoad()
    {
        for (var state = Volatile.Read(ref _state); ;)
        {
            if (state == Step)
                throw BusyStepping();
            if (state == Fit && IsShut)
                throw InFit("Load", "it would put other weights between its steps");
            if (state == Fit)
                return false;

            var found = Interlocked.CompareExchange(ref _state, state - 1, state);
            if (found == state)
                return true;
            state = found;
        }
    }

    public void LeaveLoad(bool isAlone)
    {
        if (isAlone)
            Interlocked.Increment(ref _state);
    }

    /// <summary>Throws where another preprocessor would change what the steps of a <c>Fit</c> are made from.</summary>
    /// <exception cref="InvalidOperationException">It would.</exception>
    public void CheckPreprocessor()
    {
        if (IsShut)
            throw InFit("setting 'Preprocessor'", "its steps would go on with other inputs");
    }

    private InvalidOperationException InFit(string what, string why) => new(
        $"This {name} is in the middle of a Fit, where {what} is refused: {why}. Do it before the Fit, after it or in 'OnTrainEnd', or with another instance.");

    private InvalidOperationException BusyStepping() => new($"Another thread is training this {name}; train one at a time, or an instance for each thread.");

    private InvalidOperationException BusyLoading() =>
        new($"Another thread is loading this {name}; train it when the weights are there, or an instance for each thread.");
}
