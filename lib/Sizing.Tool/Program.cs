using Sizing.Tool.Verbs;

return await CommandLine.RunAsync(args).ConfigureAwait(false);
