using NetGen.Runtime.Tests.Data;
using NetGen.Runtime.Tests.Reports;

namespace NetGen.Runtime.Tests.TensorBoards;

public class ResumeTests
{
    // The fields of an event: step (2), then a session log (7) of status 1, START.
    private const int StepTag = 0x10;
    private static readonly byte[] SessionStart = [0x3A, 2, 0x08, 1];

    [Fact]
    public void A_resumed_training_takes_back_what_was_written_after_its_checkpoint()
    {
        using var folder = new TemporaryFolder();
        Begin(folder.Path, epoch: 3, steps: 100);

        byte[] train = [StepTag, 101, .. SessionStart];
        byte[] validation = [StepTag, 3, .. SessionStart];
        Assert.True(FileIn(folder["train"]).AsSpan().IndexOf(train) > 0);
        Assert.True(FileIn(folder["validation"]).AsSpan().IndexOf(validation) > 0);
    }

    [Fact]
    public void A_new_training_takes_nothing_back()
    {
        using var folder = new TemporaryFolder();
        Begin(folder.Path, epoch: 1, steps: 0);

        Assert.Equal(-1, FileIn(folder["train"]).AsSpan().IndexOf(SessionStart));
    }

    private static void Begin(string folder, int epoch, long steps)
    {
        var training = new TrainingContext(new Echo(), new Adam(), [], []) { HasValidation = true, Epoch = epoch, TotalSteps = steps };
        var board = new TensorBoard(folder) { WriteGraph = false };
        board.OnTrainBegin(training);
        board.OnTrainEnd(training);
    }

    private static byte[] FileIn(string folder) => File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder)));
}
