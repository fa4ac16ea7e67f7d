namespace Watchfloor.EdgeConnector;

/// <summary>Lines for the person beside the machine. Safe from any thread; holds nothing back.</summary>
public sealed class Log(TextWriter writer, TimeProvider clock)
{
    readonly TextWriter writer = TextWriter.Synchronized(writer);

    public void Say(string line) => Write("", line);

    public void Warn(string line) => Write("warning: ", line);

    public void Cry(string line) => Write("ERROR: ", line);

    void Write(string level, string line) => writer.WriteLine($"{clock.GetLocalNow():HH:mm:ss} edge: {level}{line}");
}
