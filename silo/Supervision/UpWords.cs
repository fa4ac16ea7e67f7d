using System.CommandLine;
using IPNetwork = System.Net.IPNetwork;

namespace Watchfloor.Silo;

/// <summary>The command line of <c>cluster up</c>: how many of each, and the options that a single server has too.</summary>
sealed class UpWords(
    Option<string> urls,
    Option<string> data,
    Option<string?> postgres,
    Option<bool> noDemo,
    Option<LogFormat> log,
    Option<IReadOnlyList<IPNetwork>> proxies,
    Option<int?> streams,
    Option<Uri?> console
)
{
    readonly Option<int> _silos = new("--silos") { Description = "how many silos", DefaultValueFactory = _ => 3 };
    readonly Option<int?> _apis = new("--apis") { Description = "how many apis (2; 1 beside a single silo)" };
    readonly Option<string?> _certificate = ClusterWords.NewCertificate();
    readonly Option<string?> _authority = ClusterWords.NewAuthority();

    public Command Command
    {
        get
        {
            var up = new Command("up", "Start them, on --postgres or on a PostgreSQL of their own in the data directory");
            foreach (var option in new Option[] { _silos, _apis, _certificate, _authority, urls, noDemo, log, proxies, streams, console })
                up.Add(option);
            up.Validators.Add(found =>
            {
                if (ClusterWords.IsGiven(found, _silos) && found.GetValue(_silos) < 1 || found.GetValue(_apis) is < 1)
                    found.AddError("--silos and --apis take numbers above 0.");
                ClusterWords.CheckCertificates(found, _certificate, _authority);
            });
            up.SetAction((given, cancellation) => ClusterUp.Run(Plan(given), cancellation));
            return up;
        }
    }

    ClusterPlan Plan(ParseResult given)
    {
        var silos = given.GetValue(_silos);
        return new(
            silos,
            given.GetValue(_apis) ?? (silos > 1 ? 2 : 1),
            given.GetValue(urls)!,
            Path.GetFullPath(given.GetValue(data)!),
            given.GetValue(postgres) ?? ClusterWords.PostgresOfEnvironment,
            Demo: !given.GetValue(noDemo),
            [.. PassedOn(given)]
        )
        {
            Log = given.GetValue(log),
        };
    }

    IEnumerable<string> PassedOn(ParseResult given)
    {
        if (given.GetValue(log) == LogFormat.Json)
        {
            yield return log.Name;
            yield return "json";
        }
        foreach (var proxy in given.GetValue(proxies)!)
        {
            yield return proxies.Name;
            yield return $"{proxy}";
        }
        foreach (var file in new[] { _certificate, _authority })
            if (given.GetValue(file) is { } path)
            {
                yield return file.Name;
                yield return Path.GetFullPath(path);
            }
        yield return console.Name; // pages are sent by silos, and only an api serves what they lead to
        yield return given.GetValue(console)?.ToString() ?? Composition.FirstUrl(given.GetValue(urls)!);
        if (given.GetValue(streams) is { } most)
        {
            yield return streams.Name;
            yield return $"{most}";
        }
    }
}
