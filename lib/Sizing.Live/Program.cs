using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("browser")]

namespace Sizing.Live;

/// <summary>The program that the browser's runtime asks for; a page calls <see cref="WhatIfExports"/> instead of running it.</summary>
internal static class Program
{
    internal static void Main()
    {
    }
}
