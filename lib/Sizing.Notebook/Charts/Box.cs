namespace Sizing.Notebook.Charts;

/// <summary>A rectangle of the picture.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    /// <summary>What a text covers.</summary>
    internal static Box OfText(string text, double x, double y, NameSide side)
    {
        var width = TextWidth.Of(text);
        var left = x + side.Right - side.Anchor switch { "end" => width, "middle" => width / 2, _ => 0 };
        var baseline = y + side.Down;
        return new(left, baseline - 0.8 * TextWidth.FontSize, left + width, baseline + 0.2 * TextWidth.FontSize);
    }

    /// <summary>The area that two rectangles share.</summary>
    internal double Shared(Box other) =>
        Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left)) * Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));
}
