namespace Watchfloor.Benchmarks;

/// <summary>docs/benchmarks.md: one section per benchmark between two marks; measuring again replaces it.</summary>
static class Page
{
    const string Head = """
        # Benchmarks

        Measured by the programs in `benchmarks/`: `./benchmarks/run NAME…` or `./benchmarks/run all`, with `--quick` for a look that is
        not written down. Load generator and server are separate processes that share the machine and talk over loopback.
        Each figure is the median of interleaved rounds; the spread stands beside it. Ratios between rows of one table carry
        further than the figures themselves; a load above the number of cores says that other work disturbed the measurement.

        """;

    public static void Write(string root, IBenchmark benchmark, Report report, TimeSpan took, double load)
    {
        var path = Path.Combine(root, "docs", "benchmarks.md");
        var page = File.Exists(path) ? File.ReadAllText(path) : Head;
        var (begin, end) = ($"<!-- {benchmark.Name} -->", $"<!-- end of {benchmark.Name} -->");
        var section = $"""
            {begin}
            ## {benchmark.Title}

            `./benchmarks/run {benchmark.Name}` on {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC in {took.TotalSeconds:0} s, load of the machine before it {load:0.0}.
            {Machine.Describe()}.

            {report.ToMarkdown()}
            {end}
            """;
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal), page.IndexOf(end, StringComparison.Ordinal));
        page = from < 0 ? $"{page.TrimEnd()}\n\n{section}\n" : page[..from] + section + page[(to + end.Length)..];
        File.WriteAllText(path, page);
    }
}
