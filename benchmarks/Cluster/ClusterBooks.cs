namespace Watchfloor.Benchmarks;

/// <summary>What must be true of the database after all that was done.</summary>
static class ClusterBooks
{
    const string Remarks = "SELECT count(*) FROM journal WHERE request_id LIKE '%remark-%'";

    const string Gaps = """
        SELECT count(*) FROM (
            SELECT 1 FROM journal GROUP BY tenant, kind, id HAVING count(*) <> max(version) OR min(version) <> 1
        ) AS gap
        """;

    /// <summary>Throws where a remark that was answered is not there or there twice, or the facts of anything have a gap or a fork.</summary>
    public static async Task Hold(SiloProcesses cluster, EventCaller caller, CancellationToken cancellation)
    {
        var kept = await cluster.Members.Count(Remarks, cancellation);
        if (kept != caller.Remarks)
            throw new InvalidOperationException($"{caller.Remarks} remarks were answered, {kept} are kept");
        await HoldTogether(cluster, cancellation);
    }

    /// <summary>Throws where the facts of anything have a gap or a fork.</summary>
    public static async Task HoldTogether(SiloProcesses cluster, CancellationToken cancellation)
    {
        var gaps = await cluster.Members.Count(Gaps, cancellation);
        if (gaps != 0)
            throw new InvalidOperationException($"{gaps} entities have gaps or forks in their facts");
    }
}
