namespace Browser.Tests;

/// <summary>A test over pages that needs a browser, and a program that reads what it prints.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PdfTheoryAttribute : TheoryAttribute
{
    public PdfTheoryAttribute() => Skip = Chromium.Skip ?? PdfText.Skip;
}
