namespace NetGen;

/// <summary>How <see cref="Precision"/>, <see cref="Recall"/> and <see cref="F1"/> make one number of several classes; the names are scikit-learn's.</summary>
public enum Averaging
{
    /// <summary>The score of one class alone: the positive one.</summary>
    Binary,

    /// <summary>The mean of the classes' scores.</summary>
    Macro,

    /// <summary>The score of all decisions together.</summary>
    Micro,

    /// <summary>The mean of the classes' scores, each weighted with how often the class is among the labels.</summary>
    Weighted,
}
