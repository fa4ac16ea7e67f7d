using System.Diagnostics;

namespace Watchfloor.Benchmarks;

/// <summary>How many samples a second become durable and are held against rules, on both stores.</summary>
sealed class SamplesThroughRules : IBenchmark
{
    const int Connections = 8;
    const int Paced = 20;

    static readonly Goal PerSecond = new(Must: 30_000, Aim: 200_000);

    public string Name => "telemetry";

    public string Title => "Telemetry, durable and through rules";

    public async Task<Report> Run(Effort effort, CancellationToken cancellation)
    {
        var (report, length) = (new Report(), effort.Quick ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(5));
        await using var stores = await BothStores.Start(cancellation);
        Plant[] plants = [await Plant.Build(stores.Sqlite, cancellation), await Plant.Build(stores.Postgres, cancellation)];
        foreach (var plant in effort.Quick ? [] : plants)
            await plant.Send(batches => batches.Closed(Connections, 2 * length));
        for (var round = 0; round < effort.Rounds; round++)
        {
            foreach (var plant in plants)
                await plant.Server.AtRest(cancellation);
            foreach (var plant in plants)
                await Round(plant, length, report, cancellation);
        }
        foreach (var plant in effort.Quick ? [] : plants)
            await plant.Kill(Connections, length, cancellation);
        foreach (var plant in plants)
        {
            await plant.Check(cancellation);
            await plant.Cross(cancellation);
        }
        Explain(report, effort);
        return report;
    }

    static async Task Round(Plant plant, TimeSpan length, Report report, CancellationToken cancellation)
    {
        var (store, before, began) = (plant.Server.Store, plant.Server.Worked, Stopwatch.GetTimestamp());
        var volley = await plant.Send(batches => batches.Closed(Connections, length));
        await plant.Server.AtRest(cancellation);
        var (took, samples) = (Stopwatch.GetElapsedTime(began), volley.Answered.Count * Plant.PerBatch);
        report.Add($"samples durable, {store}", "/s", samples / volley.Took.TotalSeconds);
        report.Add($"samples durable and through rules, {store}", "/s", samples / took.TotalSeconds, PerSecond);
        report.Add($"processor time of each sample, {store}", "µs", (plant.Server.Worked - before).TotalMicroseconds / samples);
        var paced = await plant.Send(batches => batches.Open(Connections, new(Paced), length));
        report.Add($"answered at {Paced} batches a second, {store}, p50", "ms", paced.Milliseconds.At(50));
        report.Add($"answered at {Paced} batches a second, {store}, p99", "ms", paced.Milliseconds.At(99));
        await plant.Server.AtRest(cancellation);
    }

    static void Explain(Report report, Effort effort)
    {
        report.Note(
            $"Batches of {Plant.PerBatch} samples, about 45 KB of JSON, over {Connections} connections, closed loop: {Plant.Tags} tags in turn, ten of each device, and threshold rules on {Plant.Rules} of them. Answered when they are durable; through rules: until the devices with a rule have read all of it."
        );
        report.Note($"At {Paced} batches a second ({Paced * Plant.PerBatch} samples): open loop, counted from the planned instant.");
        report.Note(
            "Afterwards every acknowledged sample of every twentieth tag with a rule was there, once, and a reading above the limit made an event by each rule."
        );
        if (!effort.Quick)
            report.Note("That was so after a kill -9 amidst such a load and a start anew.");
        report.Note(
            "Processor time is that of the server, with PostgreSQL's where that is the store, until nothing is left to write or deliver."
        );
    }
}
