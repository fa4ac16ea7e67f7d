using System.Text;
using Watchfloor.Kernel;

namespace Watchfloor.Benchmarks;

/// <summary>Commits of the size that events make: four per event, each with a request, a deadline and an effect.</summary>
static class SampleCommits
{
    const int PerEvent = 4;

    static readonly ReadOnlyMemory<byte> State = Text(700);
    static readonly ReadOnlyMemory<byte> View = Text(900);
    static readonly ReadOnlyMemory<byte> Data = Text(400);
    static readonly ReadOnlyMemory<byte> Effect = Text(150);
    static readonly DateTimeOffset T0 = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);
    static readonly string[] Statuses = ["new", "acknowledged", "in_progress", "resolved"];

    /// <summary>In the order in which so many callers make them side by side: the commits of caller c are those at c, c + callers, …</summary>
    public static Commit[] Of(int round, int count, int callers) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => (Wave: i / (callers * PerEvent), Version: i / callers % PerEvent, Caller: i % callers))
                .Select(at => Of($"{round:00}event{(at.Wave * callers) + at.Caller:0000000000}", at.Version)),
        ];

    static Commit Of(string id, int version) =>
        new()
        {
            Entity = new(Kinds.Event, TenantId.Default, id),
            Expected = version,
            Facts = [new("noted", Data, T0)],
            State = State,
            View = View,
            Columns =
            [
                new("status", Statuses[version]),
                new("severity", 2),
                new("category", "pressure"),
                new("facility_id", "pump-house"),
                new("title", "Pressure above its limit"),
                new("source", "scada"),
                new("detected_at", T0),
                new("received_at", T0),
                new("updated_at", T0.AddSeconds(version)),
                new("sla_due_at", T0.AddHours(1)),
                new("lat_e7", 481_000_000L),
                new("lon_e7", 115_000_000L),
                new("terms", $" _sscada _cpressure _fpump_2dhouse {id} pressure above its limit read at the pump"),
            ],
            Due = new(T0.AddMinutes(version), 2),
            Outbox = [new(new(Kinds.Escalation, TenantId.Default, id), "wf.SilenceEscalation", Effect)],
            Claims = [],
            Request = new($"wish-{id}-{version}"),
            Actor = "ana",
        };

    static ReadOnlyMemory<byte> Text(int length) => Encoding.UTF8.GetBytes($"\"{new string('x', length - 2)}\"");
}
