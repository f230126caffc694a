namespace Sizing.Tool.Notebooks;

/// <summary>One output of a code cell: <see cref="StreamOutput"/>, <see cref="DataOutput"/> or <see cref="ErrorOutput"/>.</summary>
internal abstract record CellOutput;
