namespace NetGen.Testing;

/// <summary>A test of what only Unix has: permissions, owners, pipes, links that everyone may make.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    private bool _needsRoot;

    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no such files.";
    }

    /// <summary>Whether only the superuser can do what the test does, on Linux.</summary>
    public bool NeedsRoot
    {
        get => _needsRoot;
        set
        {
            _needsRoot = value;
            if (value && (!OperatingSystem.IsLinux() || Environment.UserName != "root"))
                Skip = "Only the superuser can give files away.";
        }
    }
}
