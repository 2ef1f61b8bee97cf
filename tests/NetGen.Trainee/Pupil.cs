namespace NetGen.Trainee;

/// <summary>Wide enough for every product, activation and update to be divided among threads, with sizes that no tile divides.</summary>
[Input(150)]
[Dense(203, Relu)]
[Dropout(0.25)]
[Dense(131, Tanh, KernelL2 = 0.0001)]
[Dense(67, Sigmoid)]
[Dense(10)]
[Softmax]
public partial class Pupil;
