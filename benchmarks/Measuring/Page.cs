namespace Watchfloor.Benchmarks;

/// <summary>docs/benchmarks.md: one section per benchmark between two marks, with a plot of it beside; measuring again replaces both.</summary>
static class Page
{
    const string Head = """
        # Benchmarks

        Measured by the programs in `benchmarks/`: `./benchmarks/run NAME…`, or without a name all of them, with `--quick` for a look of a
        few minutes that is not written down. Load generator and server are separate processes that share the machine and talk over loopback.
        Each figure is the median of interleaved rounds; the spread stands beside it. Ratios between rows of one table carry
        further than the figures themselves; a load above the number of cores says that other work disturbed the measurement.
        In the plots a bar is the median, the line in it goes from the lowest round to the highest, and an upright mark is what must be reached.

        """;

    public static void Write(string root, IBenchmark benchmark, Report report, TimeSpan took, double load)
    {
        var plots = Directory.CreateDirectory(Path.Combine(root, "docs", "benchmarks")).FullName;
        File.WriteAllText(Path.Combine(plots, $"{benchmark.Name}.svg"), Plot.Draw(benchmark.Title, report.Figures));
        var path = Path.Combine(root, "docs", "benchmarks.md");
        var page = File.Exists(path) ? File.ReadAllText(path) : Head;
        var (begin, end) = ($"<!-- {benchmark.Name} -->", $"<!-- end of {benchmark.Name} -->");
        var section = $"""
            {begin}
            ## {benchmark.Title}

            `./benchmarks/run {benchmark.Name}` on {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC in {took.TotalSeconds:0} s, load of the machine before it {load:0.0}.
            {Machine.Describe()}.

            ![{benchmark.Title}](benchmarks/{benchmark.Name}.svg)

            {report.ToMarkdown()}
            {end}
            """;
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal), page.IndexOf(end, StringComparison.Ordinal));
        page = from < 0 ? $"{page.TrimEnd()}\n\n{section}\n" : page[..from] + section + page[(to + end.Length)..];
        File.WriteAllText(path, page);
    }
}
