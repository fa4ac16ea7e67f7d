using System.CommandLine;

namespace Watchfloor.EdgeConnector;

static class Program
{
    const int Failed = 1;
    const int Misused = 2; // nothing a restart would mend

    static Task<int> Main(string[] words) =>
        CommandLine
            .Build(Run)
            .Parse(words)
            .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });

    static async Task<int> Run(Settings settings, CancellationToken stop)
    {
        var clock = TimeProvider.System;
        var log = new Log(Console.Out, clock);
        using var traces = Tracing.Export();
        try
        {
            var paths = settings.Recordings.Count > 0 ? settings.Recordings : Recordings.OfTheHouse;
            var recordings = Recordings.Open(paths, settings.TagPrefix);
            IDriver[] drivers = [.. recordings.Select(it => new RecordingDriver(it, settings.Speed, settings.Once, clock, log))];
            if (settings.Server is { IsLoopback: false, Scheme: "http" })
                log.Warn($"the key travels in the clear to {settings.Server}; use https");
            await new Connector(settings, drivers, clock, Random.Shared, log).Run(stop);
            return settings.Once || stop.IsCancellationRequested ? 0 : Failed;
        }
        catch (InvalidDataException e)
        {
            log.Cry(e.Message);
            return Misused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Cry($"the spool in {settings.SpoolDirectory} cannot be kept: {e.Message}");
            return Failed;
        }
    }
}
