using System.Globalization;
using Spectre.Console;

namespace Samples;

/// <summary>Shows a training: a bar where there is a terminal, and a line for each epoch everywhere.</summary>
internal static class TrainingProgress
{
    /// <summary>As <see cref="Network{TLabel}.Fit"/>; the display joins the callbacks of <paramref name="options"/>.</summary>
    public static History FitWithProgress<TLabel>(this Network<TLabel> network, Dataset<TLabel> data, FitOptions<TLabel> options)
        where TLabel : unmanaged
    {
        options.OnEpoch += epoch => AnsiConsole.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch.Epoch,2}: loss {epoch.Loss:F4}, accuracy {epoch.Accuracy:F4}, {epoch.SamplesPerSecond:N0} samples/s"));
        if (!AnsiConsole.Profile.Capabilities.Interactive)
            return network.Fit(data, options);

        return AnsiConsole.Progress()
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                var task = context.AddTask("starting");
                options.OnStep += step => Report(task, step);
                return network.Fit(data, options);
            });
    }

    private static void Report(ProgressTask task, StepProgress step)
    {
        task.MaxValue = (double)step.Epochs * step.Steps;
        task.Value = ((double)(step.Epoch - 1) * step.Steps) + step.Step;
        // A new text for every step would only flicker.
        if (step.Step % 16 == 0 || step.Step == step.Steps)
        {
            task.Description = string.Create(
                CultureInfo.InvariantCulture, $"epoch {step.Epoch}/{step.Epochs}  loss {step.Loss:F4}  accuracy {step.Accuracy:F4}");
        }
    }
}
