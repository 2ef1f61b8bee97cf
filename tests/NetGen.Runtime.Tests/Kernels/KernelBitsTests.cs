using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>
/// The bits of every kernel's results, pinned: every machine, at every vector width, must give the same. A change of numerics on purpose
/// changes the hashes; run the test to see the new ones.
/// </summary>
public class KernelBitsTests
{
    private static readonly Dictionary<string, string> Pinned = new()
    {
        ["linear forward"] = "F358F0C476DE5035",
        ["relu forward"] = "CF64D57E8A4A3751",
        ["relu6 forward"] = "F2D5FCDF6AED6FA6",
        ["leaky relu forward"] = "2DED476EF2248DFA",
        ["elu forward"] = "15DCE64E256E52D6",
        ["softplus forward"] = "2FF6102B8735F65C",
        ["sigmoid forward"] = "BD55F6A171EB5B73",
        ["tanh forward"] = "A36D8E3F34A52DF6",
        ["linear backward"] = "05FAC6202599FF34",
        ["relu backward"] = "9984CF95A3296F95",
        ["relu6 backward"] = "635CBFC9BE6A9E4F",
        ["leaky relu backward"] = "367C23BF6CD8851D",
        ["elu backward"] = "F6E519515514580C",
        ["softplus backward"] = "471DD17222EA492F",
        ["sigmoid backward"] = "4E78B440C468F929",
        ["tanh backward"] = "149CD9CC7C79EB8F",
        ["elu with slope"] = "C39157DD640D1C93",
        ["sigmoid with slope"] = "B50FE2B644BF489B",
        ["tanh with slope"] = "ED462D9A0B3214EE",
        ["kept slope backward"] = "3995616355DFBCA2",
        ["dropout forward"] = "72EC2782305CF8C2",
        ["dropout backward"] = "72EC2782305CF8C2",
        ["batch norm forward"] = "19AB263C904D1879",
        ["batch norm forward without parameters"] = "7B539DE02084433D",
        ["batch norm in training"] = "373AEEFE95A10B2B",
        ["batch norm backward"] = "F826AC7E1AF57CF6",
        ["batch norm backward frozen"] = "FBF7B1CE4AC59657",
        ["merge add"] = "FE9E4109906222B6",
        ["merge multiply"] = "43C04DC0E53ABF3A",
        ["merge maximum"] = "42328D0DC5DF2313",
        ["merge divide"] = "334E850F576DF510",
        ["merge maximum gradient"] = "18DD5B07D94203DE",
        ["merge put columns"] = "33E4902393169679",
        ["merge take columns"] = "F081DCC745BC89DE",
        ["merge dot"] = "1677CE87BB71DC26",
        ["merge scale rows"] = "68C2B181F23C16C0",
        ["merge cosine"] = "33ABA1C430795B11",
        ["merge cosine gradient"] = "55F099505E9DB178",
        ["softmax forward"] = "32843CA5246F4297",
        ["softmax backward"] = "84AF681534A4C33D",
        ["prelu forward"] = "15378F56305A9EAE",
        ["prelu backward"] = "FBBD22B857DE1916",
        ["bias gradient"] = "72451186F220B040",
        ["max-norm"] = "3A7F61688EA4F7D3",
        ["penalty"] = "45DACC06E64F6506",
        ["penalty gradient"] = "5389111004A074CA",
        ["cross-entropy"] = "3EACAD458571BD8E",
        ["cross-entropy gradient"] = "74114B04C9569CBF",
        ["binary cross-entropy"] = "D37F8D11F5C41321",
        ["binary cross-entropy gradient"] = "462FA6C465A683E5",
        ["huber"] = "040D08879699C9ED",
        ["huber gradient"] = "B7E2AC970BC5E573",
        ["mean squared error"] = "04E3D890A50CED92",
        ["mean squared error gradient"] = "B601EDA022C134CD",
        ["sgd"] = "1DC4BD3331F8C651",
        ["sgd with momentum"] = "41239883D9F6833B",
        ["sgd with Nesterov's momentum"] = "814DC7017241F561",
        ["rmsprop"] = "3883403A835D26B7",
        ["adam"] = "3AA4484591816D27",
        ["adadelta"] = "EED708DECE0A9C36",
        ["adagrad"] = "58E8120B2BE8BDC0",
        ["adamax"] = "600F9ACE68105901",
        ["adamw"] = "CB555D9396040E28",
        ["adamw with amsgrad"] = "42229062BCAABFF7",
        ["amsgrad"] = "9BEA701D8A804AF4",
        ["centered rmsprop"] = "47B5D983E786FFD4",
        ["centered rmsprop with momentum"] = "33CBB535FA81C176",
        ["lion"] = "51792C9E1F81E600",
        ["nadam"] = "83CF085F2FBD8D74",
        ["rmsprop with momentum"] = "AE017AC50EC48C12",
    };

    public static TheoryData<string> Names => [.. KernelCases.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Its_bits_are_the_same_on_every_processor(string name)
    {
        KernelCase kernel = KernelCases.All[name];
        Arguments[] calls = [.. kernel.Sizes().Select(size => new Arguments(kernel, size.Rows, size.Width, Guard.End))];
        try
        {
            foreach (Arguments call in calls)
                kernel.Run(call);
            Assert.Equal(Pinned.GetValueOrDefault(name, "not pinned yet"), Arguments.Hash(calls));
        }
        finally
        {
            foreach (Arguments call in calls)
                call.Dispose();
        }
    }
}
