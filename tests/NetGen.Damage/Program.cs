// Reads files that are damaged, and files that are being written, and counts what the documentation does not tell of.
//   damage FILES [SEED] [KIND ...]            so many damaged files, shared by the kinds
//   loads THREADS LOADS [WRITERS]             so many loads of one file beside those who save it
using System.Globalization;
using NetGen.Damage;

var folder = Directory.CreateTempSubdirectory("netgen-damage-").FullName;
int faults;
switch (args)
{
    case ["damage", var files, .. var rest]:
        var seed = rest.Length > 0 ? Number(rest[0]) : 1;
        FileKind[] kinds = [.. DamageRun.Kinds(folder).Where(kind => rest.Length < 2 || rest.AsSpan(1).Contains(kind.Name))];
        if (kinds.Length == 0)
            throw new ArgumentException($"Expected one of the kinds {string.Join(", ", DamageRun.Kinds(folder).Select(kind => kind.Name))}.");
        var run = new DamageRun(folder, seed);
        faults = kinds.Sum(kind => run.Run(kind, (Number(files) + kinds.Length - 1) / kinds.Length));
        Console.WriteLine($"{faults} faults");
        break;
    case ["loads", var threads, var loads, .. var rest]:
        faults = LoadRun.Run(folder, Number(threads), Number(loads), rest.Length > 0 ? Number(rest[0]) : 1);
        break;
    default:
        Console.Error.WriteLine("damage FILES [SEED] [KIND ...] | loads THREADS LOADS [WRITERS]");
        return 64;
}

// What went wrong is kept, to be looked at.
if (faults == 0)
    Directory.Delete(folder, recursive: true);
return faults == 0 ? 0 : 1;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
