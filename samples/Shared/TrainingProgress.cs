using System.Globalization;
using NetGen;
using Spectre.Console;

namespace Samples;

/// <summary>A progress bar over a whole training, with the running loss and accuracy beside it.</summary>
internal static class TrainingProgress
{
    /// <summary>Runs a training that reports each step to the callback it is given.</summary>
    public static History Show(Func<Action<StepProgress>, History> train) =>
        AnsiConsole.Progress()
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                var task = context.AddTask("starting");
                return train(step =>
                {
                    task.MaxValue = (double)step.Epochs * step.Steps;
                    task.Value = ((double)(step.Epoch - 1) * step.Steps) + step.Step;
                    // A new text for every step would only flicker.
                    if (step.Step % 16 == 0 || step.Step == step.Steps)
                        task.Description = string.Create(
                            CultureInfo.InvariantCulture,
                            $"epoch {step.Epoch}/{step.Epochs}  loss {step.Loss:F4}  accuracy {step.Accuracy:F4}");
                });
            });
}
