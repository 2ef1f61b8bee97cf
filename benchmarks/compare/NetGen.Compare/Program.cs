using NetGen.Compare.Rows;

namespace NetGen.Compare;

/// <summary>
/// The .NET workers of the comparison: one measures NetGen, one OpenBLAS, one TensorPrimitives. The driver starts them and asks in turn;
/// see <see cref="Worker"/> for the questions.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // First of all and without a look at anything else: this one measures what a fresh process needs.
        if (arguments is ["first-step"])
            return FirstStep.Run();

        var isList = arguments is [.., "--list"];
        var side = isList ? arguments[..^1] : arguments;
        Worker worker;
        switch (side)
        {
            case ["netgen"]:
                worker = new Worker("NetGen", [.. PeakRows.All(), .. ProductRows.All(), .. ElementwiseRows.All(), .. NetworkRows.All(), .. DenormalRows.All()]);
                break;
            case ["openblas", var library]:
                var blas = OpenBlas.Load(library);
                worker = new Worker(blas.Version, OpenBlasRows.All(blas));
                break;
            case ["tensor-primitives"]:
                worker = new Worker("TensorPrimitives", TensorPrimitivesRows.All());
                break;
            default:
                Console.Error.WriteLine("usage: NetGen.Compare netgen|openblas LIBRARY|tensor-primitives [--list]   or   NetGen.Compare first-step");
                return 2;
        }

        if (isList)
            worker.List();
        else
            worker.Serve();

        return 0;
    }
}
