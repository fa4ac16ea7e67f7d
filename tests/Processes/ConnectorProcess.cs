using System.Globalization;

namespace Watchfloor.Tests.Processes;

/// <summary>The edge connector as people start it, replaying a recording that the test wrote.</summary>
sealed class ConnectorProcess(Child child) : IAsyncDisposable
{
    public string Output => child.Output;

    /// <summary>Replays one column of a station, a row every tenth of a second.</summary>
    public static ConnectorProcess Replay(
        ServerProcess server,
        TemporaryDirectory directory,
        string station,
        string column,
        IEnumerable<double> values,
        params (string Name, string Value)[] environment
    )
    {
        var name = $"{station}-{Guid.NewGuid():N}";
        var recording = directory[$"{name}.csv"];
        Write(recording, column, values);
        return new(
            Child.Start(
                "dotnet",
                [
                    Repository.Program("edge-connector", "Watchfloor.EdgeConnector.dll"),
                    "--server",
                    server.Address,
                    "--key-file",
                    server.AdminKeyFile,
                    "--recording",
                    recording,
                    "--tag-prefix",
                    station,
                    "--source",
                    name,
                    "--spool",
                    directory[$"{name}-spool"],
                ],
                directory: null,
                environment
            )
        );
    }

    public Task<int> Stop() => child.Terminate();

    public ValueTask DisposeAsync() => child.DisposeAsync();

    static void Write(string path, string column, IEnumerable<double> values)
    {
        var start = new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);
        File.WriteAllLines(
            path,
            values
                .Select(
                    (value, row) =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{start.AddMilliseconds(100 * row):yyyy-MM-dd'T'HH:mm:ss.fff'Z'},{value}"
                        )
                )
                .Prepend($"timestamp,{column}")
        );
    }
}
