namespace NetGen;

/// <summary>Notices a loss that runs away, though every value of it is finite.</summary>
/// <remarks>
/// Steps are compared in windows that double in length. In a loss that runs away every step of a window is far above every step of the first quarter
/// before it: neither a batch that is hard, nor one that was easy by chance, looks like that.
/// </remarks>
internal struct RunawayLoss
{
    /// <summary>How many times a loss must grow.</summary>
    public const double Factor = 100;

    /// <summary>The least steps of a window that says something.</summary>
    private const long LeastSteps = 8;

    private double _mostEarly;
    private double _mostRecent;
    private double _most;
    private double _least;
    private long _steps;

    /// <summary>The first step of the last whole window.</summary>
    public long First { get; private set; }

    /// <summary>The least loss of the last whole window.</summary>
    public double Least { get; private set; }

    /// <summary>The greatest loss of the steps that it is compared with: the first ones, up to half of those before it.</summary>
    public double MostBefore { get; private set; }

    /// <summary>Takes the loss of the next step, and says whether it has run away.</summary>
    public bool Add(double loss)
    {
        if (_steps == 0)
            _least = double.PositiveInfinity;

        _steps++;
        (_most, _least) = (Math.Max(_most, loss), Math.Min(_least, loss));
        // A window ends before each power of two.
        if (!long.IsPow2(_steps + 1))
            return false;

        (First, Least, MostBefore) = ((_steps + 1) / 2, _least, _mostEarly);
        (_mostEarly, _mostRecent) = (Math.Max(_mostEarly, _mostRecent), _most);
        (_most, _least) = (0, double.PositiveInfinity);
        return First >= LeastSteps && MostBefore > 0 && Least > Factor * MostBefore;
    }
}
