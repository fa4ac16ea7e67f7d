using System.Text.Json;

namespace Watchfloor.EdgeConnector;

/// <summary>Batches that the server will never take, or not all of, one JSON line each, for a person to look at. Keeps at most two files of 64 MB; the oldest lines go first.</summary>
public sealed class DeadLetters(string path, TimeProvider clock, long largest = 64 << 20)
{
    public string Path => path;

    public void Add(SpooledBatch batch, int status, string reason)
    {
        if (File.Exists(path) && new FileInfo(path).Length >= largest)
            File.Move(path, path + ".1", overwrite: true);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        using (var json = new Utf8JsonWriter(file))
        {
            json.WriteStartObject();
            json.WriteString("at", clock.GetUtcNow());
            json.WriteNumber("status", status);
            json.WriteString("reason", reason);
            json.WritePropertyName("batch");
            json.WriteRawValue(batch.Body.Span);
            json.WriteEndObject();
        }
        file.WriteByte((byte)'\n');
        file.Flush(flushToDisk: true);
    }
}
