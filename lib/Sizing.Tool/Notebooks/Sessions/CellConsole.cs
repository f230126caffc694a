using System.Text;

namespace Sizing.Tool.Notebooks.Sessions;

/// <summary>The console of a cell: one writer for each of its two streams, sent on in the order written.</summary>
internal sealed class CellConsole
{
    private const int ChunkCharacters = 1 << 14;

    private readonly Lock gate = new();
    private readonly StringBuilder pending = new();
    private readonly Action<StreamOutput> send;
    private string stream = "";

    /// <summary>Sends what is written to <paramref name="send"/>, in chunks.</summary>
    internal CellConsole(Action<StreamOutput> send)
    {
        this.send = send;
        Out = new Writer(this, "stdout");
        Error = new Writer(this, "stderr");
    }

    /// <summary>The cell's standard output.</summary>
    internal TextWriter Out { get; }

    /// <summary>The cell's standard error.</summary>
    internal TextWriter Error { get; }

    /// <summary>Sends what is still pending.</summary>
    internal void Flush()
    {
        lock (gate)
            SendPending();
    }

    private void Write(string name, ReadOnlySpan<char> text)
    {
        lock (gate)
        {
            if (name != stream)
                SendPending();
            stream = name;
            while (text.Length > 0)
            {
                var part = text[..Math.Min(text.Length, ChunkCharacters)];
                pending.Append(part);
                text = text[part.Length..];
                if (pending.Length >= ChunkCharacters)
                    SendPending();
            }
        }
    }

    private void SendPending()
    {
        if (pending.Length == 0)
            return;
        // A pair of surrogates is never cut in two.
        var kept = char.IsHighSurrogate(pending[^1]) && pending.Length > 1 ? 1 : 0;
        send(new StreamOutput(stream, pending.ToString(0, pending.Length - kept)));
        pending.Remove(0, pending.Length - kept);
    }

    private sealed class Writer : TextWriter
    {
        private readonly CellConsole console;
        private readonly string name;

        internal Writer(CellConsole console, string name)
        {
            (this.console, this.name) = (console, name);
            CoreNewLine = ['\n'];
        }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => console.Write(name, [value]);

        public override void Write(string? value) => console.Write(name, value);

        public override void Write(char[] buffer, int index, int count) => console.Write(name, buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer) => console.Write(name, buffer);
    }
}
