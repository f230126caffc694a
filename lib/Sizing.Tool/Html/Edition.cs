using System.Text;

namespace Sizing.Tool.Html;

/// <summary>One pair of a matrix: the lessons for a model on a GPU.</summary>
/// <param name="Model">The model as it was typed.</param>
/// <param name="Gpu">The GPU as it was typed.</param>
internal sealed record Edition(string Model, string Gpu)
{
    /// <summary>What the names of its pages end with.</summary>
    internal string Suffix => $"--{Slug(File.Exists(Model) ? Path.GetFileNameWithoutExtension(Model) : Model)}--{Slug(Gpu)}";

    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        return slug.ToString().TrimEnd('-');
    }
}
