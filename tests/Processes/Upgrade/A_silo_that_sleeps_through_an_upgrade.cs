namespace Watchfloor.Tests.Processes;

/// <summary>
/// The last silo of the old version stands still while the others put it out and raise the feature level. It wakes up believing that it is a
/// member, and that what it knows is all there is.
/// </summary>
public sealed class A_silo_that_sleeps_through_an_upgrade
{
    const int LostMembership = 3;

    [Fact]
    public async Task Ends_with_its_own_code_writes_nothing_and_is_refused_when_it_is_started_again()
    {
        await using var cluster = await SiloProcesses.Start(silos: 1, apis: 1);
        var old = cluster.Silos[0];
        var alone = await cluster.Database.FirstText("SELECT clock_timestamp()::text");
        var next = await cluster.Join(NextVersion.Program);
        await cluster.Restart(cluster.Apis[0], NextVersion.Program);
        using var api = cluster.Admin();
        var before = await api.Ingest(Detections.Own("Before"));

        old.Freeze();
        await cluster.Members([next.Name]);
        await EndConnections(cluster, thatBeganBefore: alone!);
        await Eventually.Sees("the next level", () => api.Get("cluster"), answer => answer["featureLevel"] == $"{NextVersion.Level}");
        using (var door = new Caller(next.Address))
            Assert.Equal("Done", (await door.Post("/notes/n1?line=hello", new { }))["kind"]);
        var facts = await Facts(cluster);
        old.Thaw();

        Assert.Equal(LostMembership, await old.Ends());
        Assert.Contains($"{old.Name} is no member of the cluster", old.Output, StringComparison.Ordinal);
        Assert.Equal(facts, await Facts(cluster));
        old.StartAgain();
        Assert.Equal(1, await old.Ends());
        Assert.Contains("This Watchfloor is too old", old.Output, StringComparison.Ordinal);
        Assert.Equal(200, (await api.Get($"events/{before}")).Status);
        Assert.Equal(200, (await api.Get($"events/{await api.Ingest(Detections.Own("After"))}")).Status);
    }

    /// <summary>As the database does with those of a machine that vanished: as long as an old server has one, the level does not rise.</summary>
    static Task<string?> EndConnections(SiloProcesses cluster, string thatBeganBefore) =>
        cluster.Database.FirstText(
            "SELECT count(pg_terminate_backend(pid))::text FROM pg_stat_activity WHERE datname = current_database() "
                + $"AND application_name LIKE 'watchfloor%' AND backend_start < '{thatBeganBefore}'"
        );

    /// <summary>All that was ever written.</summary>
    static Task<string?> Facts(SiloProcesses cluster) =>
        cluster.Database.FirstText("SELECT string_agg(kind || ' ' || id || ' ' || version, ', ' ORDER BY kind, id, version) FROM journal");
}
