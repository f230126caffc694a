using System.Diagnostics;
using System.Text;

namespace Browser.Tests;

/// <summary>The words of a printed page, as <c>pdftotext</c> of poppler reads them back.</summary>
internal static class PdfText
{
    private const char FirstHangul = '\u1100';

    private static readonly string[] Names = ["pdftotext", "pdftotext.exe"];

    private static readonly string? Executable = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Why a test is skipped; null where PDF can be read, and under CI, where that is a failure.</summary>
    internal static string? Skip => Executable is not null || Environment.GetEnvironmentVariable("CI") == "true" ? null : "pdftotext of poppler is not on the PATH.";

    /// <summary>Every letter of a PDF in the order in which it was drawn; null where nothing can read it.</summary>
    internal static async Task<string?> OfAsync(byte[] pdf)
    {
        if (Executable is null)
            return null;
        using var reader = Process.Start(new ProcessStartInfo(Executable, ["-raw", "-enc", "UTF-8", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var text = new StreamReader(reader.StandardOutput.BaseStream, Encoding.UTF8).ReadToEndAsync();
        await reader.StandardInput.BaseStream.WriteAsync(pdf);
        reader.StandardInput.Close();
        return Letters(await text);
    }

    /// <summary>A text without what lines and pages break it with, and without scripts whose fonts a machine may lack.</summary>
    internal static string Letters(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(letter => letter < FirstHangul && !char.IsWhiteSpace(letter) && !char.IsControl(letter) && letter is not ('-' or '\u00AD' or '\u2010' or '\u2011')));
}
