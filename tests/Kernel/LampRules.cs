using System.Text.Json.Serialization;
using Watchfloor.Events;
using Watchfloor.Kernel;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Tests.Kernel;

/// <summary>A lamp that burns for ten seconds: the smallest rules that have a deadline, effects, claims and refusals.</summary>
public sealed class LampRules : IRules<Lamp, EventCommand, LampFact>, IDocumented<Lamp>
{
    public static readonly TimeSpan Burns = TimeSpan.FromSeconds(10);

    public static Lamp Initial { get; } = new(0, null);
    public static EventCommand Tick { get; } = new EventTick();

    public static Decision<LampFact> Decide(Lamp state, EventCommand command, DateTimeOffset now) =>
        (state, command) switch
        {
            (_, Acknowledge { By: "painter" }) => [new Painted(now)],
            (_, Acknowledge a) => [new Lit(a.By, now)],
            (_, Assign a) => [new Lit(a.By, now) { Colour = a.To }],
            (_, Reopen) => [new Dimmed(now)],
            (_, Start s) => [new PassedOn(s.By, now)],
            (_, Comment c) => [new Claiming(c.Text, now)],
            ({ OutAt: null }, Close) => Refuse("the lamp is dark"),
            ({ OutAt: { } out_ }, EventTick) when out_ <= now => [new WentOut(now)],
            _ => [],
        };

    public static Lamp Evolve(Lamp state, LampFact fact) =>
        fact switch
        {
            Lit lit => state with { Times = state.Times + 1, OutAt = lit.At + Burns },
            Dimmed dimmed => state with { OutAt = dimmed.At + Burns },
            WentOut => state with { OutAt = null },
            _ => state,
        };

    public static DateTimeOffset? DueAt(Lamp state) => state.OutAt;

    public static IEnumerable<Effect> Effects(EntityId self, Lamp state, LampFact fact) =>
        fact is PassedOn passed ? [new(self with { Id = passed.To }, new Acknowledge(self.Id))] : [];

    public static DateTimeOffset At(LampFact fact) => fact.At;

    public static LampFact? Older(LampFact fact) =>
        fact switch
        {
            Lit lit => lit with { Colour = null },
            Dimmed dimmed => new Lit("nobody", dimmed.At),
            _ => null,
        };

    public static Claim? ClaimOf(EntityId self, LampFact fact) =>
        fact is Claiming claiming ? new(self.Tenant, "lamps", claiming.What, self.Id) : null;

    public static Document? Describe(EntityId self, Lamp state, long version) => new(state, [new("times", (long)state.Times)]);
}

public sealed record Lamp([property: JsonRequired] int Times, DateTimeOffset? OutAt);

public abstract record LampFact(DateTimeOffset At);

[Watchfloor.Fact("lit")]
public sealed record Lit(string By, DateTimeOffset At) : LampFact(At)
{
    [FeatureLevel(2)]
    public string? Colour { get; init; }
}

/// <summary>Of the second level; older programs take it for lit.</summary>
[Watchfloor.Fact("dimmed"), FeatureLevel(2)]
public sealed record Dimmed(DateTimeOffset At) : LampFact(At);

/// <summary>Of the second level; older programs know nothing like it.</summary>
[Watchfloor.Fact("painted"), FeatureLevel(2)]
public sealed record Painted(DateTimeOffset At) : LampFact(At);

[Watchfloor.Fact("passed-on")]
public sealed record PassedOn(string To, DateTimeOffset At) : LampFact(At);

[Watchfloor.Fact("claiming")]
public sealed record Claiming(string What, DateTimeOffset At) : LampFact(At);

[Watchfloor.Fact("went-out")]
public sealed record WentOut(DateTimeOffset At) : LampFact(At);
