using System.CommandLine;
using Watchfloor.Silo;
using Watchfloor.Silo.Commands;

var urls = new Option<string>("--urls")
{
    Description = "where to listen, separated by semicolons",
    DefaultValueFactory = _ => "http://127.0.0.1:5080",
};
var data = new Option<string>("--data")
{
    Description = "the directory that holds everything that must last",
    DefaultValueFactory = _ => ".watchfloor",
    Recursive = true,
};
var postgres = new Option<string?>("--postgres")
{
    Description = "keep it in this PostgreSQL database (Host=…;Database=…;Username=…); --data still holds the keys",
    Recursive = true,
};
var noDemo = new Option<bool>("--no-demo") { Description = "start empty: no facility, rule, policy or channel of ours" };
var log = new Option<LogFormat>("--log") { Description = "text, a line for people, or json, an object for programs" };
var proxies = new Option<IReadOnlyList<System.Net.IPNetwork>>("--trusted-proxy")
{
    Description =
        "address or network (10.0.0.0/8) of a proxy in front, whose X-Forwarded-For and -Proto are believed; may be given several times",
    CustomParser = TrustedProxies.Parse,
    Arity = ArgumentArity.OneOrMore,
    DefaultValueFactory = _ => [],
};
var streams = new Option<int?>("--live-streams") { Description = "how many live streams one key or user may have open at once (256)" };
streams.Validators.Add(found =>
{
    if (found.GetValue(streams) is < 1)
        found.AddError("--live-streams takes a number above 0.");
});
var console = ConsoleAddress.Option();
var command = new RootCommand("Watchfloor: the control room that never drops an alarm.")
{
    urls,
    data,
    postgres,
    noDemo,
    log,
    proxies,
    streams,
    console,
};
var cluster = new ClusterWords();
cluster.AddTo(command, postgres);
command.SetAction(
    (arguments, cancellation) =>
        WatchfloorServer.Run(
            new(arguments.GetValue(urls)!, Path.GetFullPath(arguments.GetValue(data)!), Demo: !arguments.GetValue(noDemo))
            {
                Log = arguments.GetValue(log),
                Postgres = arguments.GetValue(postgres) ?? ClusterWords.PostgresOfEnvironment,
                TrustedProxies = arguments.GetValue(proxies)!,
                LiveStreams = arguments.GetValue(streams),
                Console = arguments.GetValue(console),
                Cluster = cluster.Read(arguments, arguments.GetValue(urls)!),
            },
            cancellation
        )
);
foreach (var verb in DatabaseVerbs.All(data, postgres).Concat(BackupCommands.All(data, postgres)))
    command.Add(verb);
command.Add(ClusterVerbs.All(data, new UpWords(urls, data, postgres, noDemo, log, proxies, streams, console).Command));

// Whoever keeps a cluster waits for all of its processes.
var patience = TimeSpan.FromSeconds(args is ["cluster", ..] ? 120 : 20);
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = patience });
