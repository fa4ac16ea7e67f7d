namespace Watchfloor.Tests.Processes;

/// <summary>
/// What must be true of time where clocks are wrong: everything that has a date has the right one, an SLA is breached when its time is
/// over and not before, and no page comes early. That none comes late is for who waits for it: an hour is longer than anybody's patience.
/// </summary>
sealed class Timekeeping
{
    const int Count = 12;

    /// <summary>How far apart two dates may lie of what comes one after the other: as far as clocks that are kept are.</summary>
    static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Allowed = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Generous = Allowed + TimeSpan.FromMinutes(1);

    readonly DateTimeOffset _began = TimeProvider.System.GetUtcNow();
    readonly List<string> _watched = [];

    /// <summary>After this a second page is sent for what nobody has acknowledged.</summary>
    public static TimeSpan SecondLevel { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Two levels for everything, and events that are to be resolved within a minute, as nobody will.</summary>
    public static async Task<Timekeeping> Begin(Caller api, Receiver receiver)
    {
        var duty = await api.Webhook("Duty", receiver, "/duty");
        var chief = await api.Webhook("Chief", receiver, "/chief");
        object Level(TimeSpan after, string channelId) => new { after = $"PT{after.TotalSeconds}S", targets = new[] { new { channelId } } };
        await api.Make(
            "escalation-policies",
            new { name = "At once", levels = new[] { Level(TimeSpan.Zero, duty), Level(SecondLevel, chief) } }
        );
        await api.Make(
            "sla-policies",
            new
            {
                name = "A minute",
                match = new { },
                times = new { critical = "PT1M" },
            }
        );
        var time = new Timekeeping();
        for (var n = 0; n < Count; n++)
            time._watched.Add(await api.Ingest(Detections.Own($"Watched {n}", severity: "critical")));
        return time;
    }

    /// <summary>Each process has the clock that it was given, else all this shows nothing.</summary>
    public static async Task ClocksAreWrong(SiloProcesses cluster)
    {
        foreach (var process in cluster.All)
            await Eventually.Sees(
                $"{process.Name} off by {process.Machine.Clock.Off}",
                async () => await process.Clock() - TimeProvider.System.GetUtcNow(),
                off => (off - process.Machine.Clock.Off).Duration() < Allowed
            );
    }

    public async Task Hold(SiloProcesses cluster, Caller api, Receiver receiver, IEnumerable<string> events)
    {
        await NothingIsOutOfItsTime(cluster.Database);
        var seconds = receiver.All().Where(page => page.Path == "/chief").ToLookup(page => page.EventId, page => page.At);
        foreach (var id in events)
        {
            var seen = await api.Get($"events/{id}");
            Assert.False(IsBreached(seen), $"{id} has an hour, and after minutes: {seen}");
            Assert.All(
                seconds[id],
                at => Assert.True(at > Instant(seen, "receivedAt") + SecondLevel - Slack, $"{id} was early: {at:O} {seen}")
            );
        }
        foreach (var id in _watched)
        {
            var seen = await Eventually.Sees($"{id} breached", () => api.Get($"events/{id}"), IsBreached, Generous);
            Assert.Equal(Instant(seen, "receivedAt") + Allowed, Instant(seen, "slaDueAt"));
            Assert.InRange(Instant(seen, "slaBreachedAt"), Instant(seen, "slaDueAt"), TimeProvider.System.GetUtcNow() + Slack);
        }
    }

    /// <summary>Facts are from between the beginning and now; the first are those of the start.</summary>
    async Task NothingIsOutOfItsTime(ServerDatabase database)
    {
        var first = (_began - Allowed).ToUnixTimeMilliseconds();
        var last = (TimeProvider.System.GetUtcNow() + Slack).ToUnixTimeMilliseconds();
        Assert.Null(
            await database.FirstText(
                $"SELECT kind || '/' || id || ' ' || type || ' at ' || to_timestamp(at / 1e6) FROM journal WHERE at / 1000 NOT BETWEEN {first} AND {last}"
            )
        );
    }

    static bool IsBreached(Answer seen) => seen["slaBreachedAt"] is { Length: > 0 };

    static DateTimeOffset Instant(Answer seen, string property) => seen.Json.GetProperty(property).GetDateTimeOffset();
}
