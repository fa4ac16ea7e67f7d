using System.Text;
using Watchfloor.Kernel;

namespace Watchfloor.Benchmarks;

/// <summary>Commits of the size that events make: four per event, each with a request, a deadline and an effect.</summary>
static class SampleCommits
{
    public const int PerEvent = 4;

    static readonly ReadOnlyMemory<byte> State = Text(700);
    static readonly ReadOnlyMemory<byte> View = Text(900);
    static readonly ReadOnlyMemory<byte> Data = Text(400);
    static readonly ReadOnlyMemory<byte> Effect = Text(150);
    static readonly DateTimeOffset T0 = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);
    static readonly string[] Statuses = ["new", "acknowledged", "in_progress", "resolved"];

    public static Commit[] Of(int round, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Of($"{round:00}event{i / PerEvent:0000000000}", i % PerEvent))];

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
                new("received_at", T0),
                new("updated_at", T0.AddSeconds(version)),
                new("sla_due_at", T0.AddHours(1)),
            ],
            Due = new(T0.AddMinutes(version), 2),
            Outbox = [new(new(Kinds.Escalation, TenantId.Default, id), "wf.SilenceEscalation", Effect)],
            Claims = [],
            Request = new($"wish-{id}-{version}"),
            Actor = "ana",
        };

    static ReadOnlyMemory<byte> Text(int length) => Encoding.UTF8.GetBytes($"\"{new string('x', length - 2)}\"");
}
