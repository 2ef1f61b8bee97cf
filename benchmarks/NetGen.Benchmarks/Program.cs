using BenchmarkDotNet.Running;

// Without arguments it asks which benchmarks to run; "--filter '*'" runs all of them.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
