namespace Sizing.Tool.Accuracy;

/// <summary>Computes what was measured, for some quantities.</summary>
internal interface IReplay
{
    /// <summary>Whether the replay knows the quantity of a row.</summary>
    public bool Knows(Measurement row);

    /// <summary>The prediction of a row that it knows.</summary>
    /// <exception cref="SizingException">The row cannot be expressed; the message says why.</exception>
    public double Predict(Measurement row);
}
