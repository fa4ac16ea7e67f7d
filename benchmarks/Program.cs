using System.Diagnostics;
using System.Runtime.InteropServices;
using Watchfloor.Benchmarks;

// Peers that must not share our process are this program again.
if (args is ["peer", "echo", var address])
{
    await EchoPeer.Run(address);
    return 0;
}
if (args is ["peer", "silo", var ready, var database])
{
    await SiloPeer.Run(ready, database);
    return 0;
}

var benchmarks = (
    from type in typeof(IBenchmark).Assembly.GetTypes()
    where type is { IsAbstract: false } && type.IsAssignableTo(typeof(IBenchmark))
    let benchmark = (IBenchmark)Activator.CreateInstance(type, nonPublic: true)!
    orderby benchmark.Name
    select benchmark
).ToList();

var wanted = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToList();
var effort = new Effort(Quick: args.Contains("--quick"), Long: args.Contains("--long"));
var chosen = benchmarks
    .Where(benchmark => wanted.Contains(benchmark.Name) || (wanted.Count == 0 && (!effort.Quick || benchmark.HasQuickForm)))
    .ToList();
if (
    wanted.Exists(name => benchmarks.TrueForAll(benchmark => benchmark.Name != name))
    || args.Except(wanted).Any(option => option is not ("--quick" or "--long"))
    || effort is { Quick: true, Long: true }
)
{
    Console.Error.WriteLine(
        $"./benchmarks/run [NAME…] [--quick | --long] measures all or those of these names: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}"
    );
    return 2;
}

using var stop = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(
    PosixSignal.SIGINT,
    signal =>
    {
        signal.Cancel = true;
        stop.Cancel();
    }
);
Console.WriteLine(Machine.Describe());
foreach (var left in benchmarks.Where(benchmark => wanted.Count == 0 && !chosen.Contains(benchmark)))
    Console.WriteLine($"{left.Title}: left out, it takes long; ./benchmarks/run {left.Name} --quick measures it");
foreach (var benchmark in chosen)
{
    var load = Machine.LoadOfLastMinute();
    Console.WriteLine($"{benchmark.Title} ({benchmark.Name}), load {load:0.0}");
    var began = Stopwatch.GetTimestamp();
    var report = await benchmark.Run(effort, stop.Token);
    Console.WriteLine($"{report.ToMarkdown()}\n{benchmark.Name} took {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s\n");
    if (!effort.Quick)
        Page.Write(Paths.Root, benchmark, report, Stopwatch.GetElapsedTime(began), load);
}
return 0;
