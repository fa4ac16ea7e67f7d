using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Watchfloor.Silo;

/// <summary>
/// What whoever keeps a cluster says, and what its processes say through it: lines for people, or objects for programs with the process that
/// said them. The two streams stay apart: a sign-in link, and what people must know of a failed start, is in no log for programs.
/// </summary>
sealed class Voice(LogFormat format, TextWriter? output = null, TextWriter? errors = null)
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Lock _gate = new();
    readonly TextWriter _output = output ?? Console.Out;
    readonly TextWriter _errors = errors ?? Console.Error;

    public void Say(string line) => Write(_output, format == LogFormat.Json ? Told(line, null) : line);

    /// <summary>A line of a process.</summary>
    public void Say(string line, Worker from) =>
        Write(
            _output,
            format == LogFormat.Text ? Named(line, from)
                : line is ['{', .. var rest] ? $"{{\"Process\":\"{from.Name}\",{rest}"
                : Told(line, from)
        );

    public void Complain(string line) => Write(_errors, line);

    /// <summary>A line of the other stream of a process.</summary>
    public void Complain(string line, Worker from) => Write(_errors, Named(line, from));

    static string Named(string line, Worker from) => $"[{from.Title}] {line}";

    static string Told(string line, Worker? from)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            if (from is not null)
                json.WriteString("Process", from.Name);
            json.WriteString("Timestamp", TimeProvider.System.GetUtcNow().UtcDateTime);
            json.WriteString("Level", nameof(LogLevel.Information));
            json.WriteString("Category", typeof(Supervisor).FullName);
            json.WriteString("Message", line);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    void Write(TextWriter stream, string line)
    {
        lock (_gate)
            stream.WriteLine(line);
    }
}
