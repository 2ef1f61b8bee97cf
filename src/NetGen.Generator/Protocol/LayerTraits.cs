namespace NetGen.Generator.Protocol;

/// <summary>What rules and passes ask of a layer. None of them asks for its kind, so that a new kind needs no change there.</summary>
[Flags]
internal enum LayerTraits
{
    None = 0,

    /// <summary>
    /// It multiplies by a kernel, row by row. Its store applies the activation below it, and its gradient for the input takes in the derivative of the
    /// activation above.
    /// </summary>
    Product = 1,

    /// <summary>It applies a function that is not linear.</summary>
    Nonlinear = 1 << 1,

    /// <summary>It is bounded on both sides and flat at both ends.</summary>
    Saturates = 1 << 2,

    /// <summary>It gives no negative values, and has no slope where it gives 0.</summary>
    Rectifies = 1 << 3,

    /// <summary>The values along its last axis are probabilities.</summary>
    Probabilities = 1 << 4,

    /// <summary>Its options leave of it nothing but its input.</summary>
    Identity = 1 << 5,

    /// <summary>It changes the shape alone: its output is its input's memory, and no code is emitted for it.</summary>
    View = 1 << 6,

    /// <summary>It makes one axis of all: what follows takes a sample as one row.</summary>
    Flattens = 1 << 7,

    /// <summary>It is no part of prediction.</summary>
    TrainingOnly = 1 << 8,

    /// <summary>It sets some of its values to 0.</summary>
    Drops = 1 << 9,

    /// <summary>It takes random numbers, apart from those of all other layers.</summary>
    Draws = 1 << 10,

    /// <summary>The gradient of each of its inputs is that of its output: no code is emitted for it.</summary>
    PassesGradient = 1 << 11,
}
