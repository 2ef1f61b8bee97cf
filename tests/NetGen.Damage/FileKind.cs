namespace NetGen.Damage;

/// <summary>A kind of file that the library reads.</summary>
internal abstract class FileKind
{
    /// <summary>What it is called on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Files of that kind without a fault.</summary>
    public abstract IReadOnlyList<byte[]> Files { get; }

    /// <summary>Files that mean harm: far more in them, or behind them, than anyone has use for.</summary>
    public virtual IEnumerable<byte[]> Extremes => [];

    /// <summary>Whether it can be read from memory too.</summary>
    public virtual bool HasStream => true;

    /// <summary>A damaged file.</summary>
    public virtual byte[] Damaged(Random random) => Mutations.Apply(Any(random), Any(random), random);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    public abstract void Read(string path);

    /// <summary>Reads a file's content from a stream.</summary>
    /// <param name="content">The content.</param>
    /// <param name="name">Its name.</param>
    public virtual void Read(Stream content, string name) => throw new NotSupportedException();

    /// <summary>What messages call a stream of that name.</summary>
    public virtual string StreamName(string name) => name;

    /// <summary>How many bytes a file has, by which the memory is judged that it may cost.</summary>
    public virtual long SizeOf(byte[] content) => content.Length;

    /// <summary>Whether an exception is one that the documentation tells of, for a file that messages call <paramref name="source"/>.</summary>
    public virtual bool IsDocumented(Exception error, string source) =>
        error is InvalidDataException && error.Message.Contains(source, StringComparison.Ordinal) && !error.Message.Any(c => char.IsControl(c)) && error.Message.Length < 2000;

    protected byte[] Any(Random random) => Files[random.Next(Files.Count)];
}
