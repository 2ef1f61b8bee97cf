using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>
/// The name of a checkpoint's file, with places in braces that numbers of the training are written into, such as <c>{epoch:000}</c> and
/// <c>{val_loss:0.000}</c>.
/// </summary>
/// <remarks>What follows a colon is a format of .NET's for numbers, always with a point. Doubled braces stand for one.</remarks>
internal sealed class CheckpointName
{
    private const string Epoch = "epoch";
    private const string Step = "step";

    private readonly List<Part> _parts = [];

    /// <summary>Reads a name.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">
    /// A brace is missing, a place is empty, its format is none for numbers, or it makes one text of all of them.
    /// </exception>
    public CheckpointName(string path)
    {
        var text = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] is not ('{' or '}'))
            {
                text.Append(path[i]);
            }
            else if (i + 1 < path.Length && path[i + 1] == path[i])
            {
                text.Append(path[i++]);
            }
            else
            {
                var end = path[i] == '{' ? path.IndexOf('}', i) : -1;
                if (end < 0)
                    throw Wrong(path, $"has a brace without its other one at place {TrainingState.Text(i)}; write it twice for a brace in the name");

                _parts.Add(new(text.ToString(), null));
                _parts.Add(Place(path, path[(i + 1)..end]));
                text.Clear();
                i = end;
            }
        }

        _parts.Add(new(text.ToString(), null));
    }

    /// <summary>What comes before the first place: the whole name, where there is none.</summary>
    public string Start => _parts[0].Text;

    /// <summary>Whether there are places.</summary>
    public bool HasPlaces => _parts.Count > 1;

    /// <summary>Throws where a place is for a number that the training does not have when a file is written.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="values">The values of an epoch.</param>
    /// <param name="isForSteps">Whether files are written within epochs.</param>
    public void Check(string path, IReadOnlyList<string> values, bool isForSteps)
    {
        foreach (var (_, place) in _parts)
        {
            if (place is not { } asked || asked.Name is Epoch or Step)
                continue;

            if (!values.Contains(asked.Name))
                throw Wrong(path, $"has a place '{{{asked.Name}}}', which this training has no number for; it has "
                    + $"{string.Join(", ", values.Prepend(Step).Prepend(Epoch))}. Write braces twice for those of the name");
            if (isForSteps)
                throw Wrong(path, $"has a place '{{{asked.Name}}}', which is known at the end of an epoch, so it does not go with 'EverySteps'; use a "
                    + "second Checkpoint for that");
        }
    }

    /// <summary>The name of a file.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="step">The steps made in the training.</param>
    /// <param name="result">What happened in the epoch; null within one.</param>
    public string At(int epoch, long step, EpochResult? result) => string.Concat(_parts.Select(part => part.Place switch
    {
        null => part.Text,
        { Name: Epoch, Format: var format } => epoch.ToString(format, CultureInfo.InvariantCulture),
        { Name: Step, Format: var format } => step.ToString(format, CultureInfo.InvariantCulture),
        var (name, format) => result![name].ToString(format, CultureInfo.InvariantCulture),
    }));

    private static Part Place(string path, string place)
    {
        var colon = place.IndexOf(':', StringComparison.Ordinal);
        var (name, format) = colon < 0 ? (place, null) : (place[..colon], place[(colon + 1)..]);
        if (format is not null && !IsShort(format))
            throw Wrong(path, $"has a place '{{{Found.Show(place)}}}', whose format makes names that no file can have; expected one such as '000' or '0.000'");

        try
        {
            // A number of an epoch is whole, and may have a format that other numbers cannot have.
            var isSame = name is Epoch or Step
                ? 1L.ToString(format, CultureInfo.InvariantCulture) == 23L.ToString(format, CultureInfo.InvariantCulture)
                : 1.5.ToString(format, CultureInfo.InvariantCulture) == 23.75.ToString(format, CultureInfo.InvariantCulture);
            if (isSame)
                throw Wrong(path, $"has a place '{{{place}}}', whose format makes one text of all numbers; expected one such as '000' or '0.000'");
        }
        catch (FormatException error)
        {
            throw Wrong(path, $"has a place '{{{place}}}', whose format is none for numbers; expected one such as '000' or '0.000'", error);
        }

        return format?.AsSpan().IndexOfAny('/', '\\') >= 0
            ? throw Wrong(path, $"has a place '{{{place}}}', whose format would make a folder; expected one such as '000' or '0.000'")
            : new("", (name, format));
    }

    /// <summary>Whether a format makes texts of few characters: one of a letter and digits says how many there are.</summary>
    private static bool IsShort(string format) =>
        format.Length <= 20 && !(format.Length > 3 && char.IsAsciiLetter(format[0]) && format.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0);

    private static ArgumentException Wrong(string path, string why, Exception? error = null) => new($"'{path}' {why}.", nameof(path), error);

    private readonly record struct Part(string Text, (string Name, string? Format)? Place);
}
