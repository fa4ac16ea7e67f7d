using Watchfloor.Catalogue;
using Watchfloor.ServiceLevels;
using static Watchfloor.Tests.Rules.SlaSamples;

namespace Watchfloor.Tests.Rules;

public sealed class SlaPolicyTests
{
    static readonly DateTimeOffset T0 = EventSamples.T0;

    static readonly Entry<SlaPolicySpec>[] Policies =
    [
        Policy("e-all", null),
        Policy("d-pressure", new("pressure")),
        Policy("c-here", new(null, "f1")),
        Policy("b-here-pressure", new("pressure", "f1")),
        Policy("a-elsewhere", new("pressure", "f2")),
    ];

    [Theory]
    [InlineData("pressure", "f1", "b-here-pressure")]
    [InlineData("flow", "f1", "c-here")]
    [InlineData("pressure", "f3", "d-pressure")]
    [InlineData("pressure", null, "d-pressure")]
    [InlineData("flow", null, "e-all")]
    public void The_most_specific_one_wins(string category, string? facility, string policy) =>
        Assert.Equal(policy, SlaMatching.Terms(category, facility, T0, Policies)!.PolicyId);

    [Fact]
    public void Of_equally_specific_ones_the_first_by_name_wins()
    {
        var (last, first) = (Policy("s1", new("flow")), Policy("s2", new("flow")));
        last = last with { Spec = last.Spec with { Name = "B" } };
        first = first with { Spec = first.Spec with { Name = "A" } };
        Assert.Equal("s2", SlaMatching.Terms("flow", null, T0, [last, first])!.PolicyId);
    }

    [Fact]
    public void Where_none_is_for_it_the_usual_times_hold()
    {
        Assert.Null(SlaMatching.Terms("flow", "f1", T0, [Policy("s1", new("pressure"))]));
        Assert.Equal(
            [T0.AddMinutes(15), T0.AddHours(1), T0.AddHours(4), T0.AddHours(24)],
            Enum.GetValues<Watchfloor.Events.Severity>().Select(severity => SlaTime.Due(null, severity, T0))
        );
    }

    [Fact]
    public void An_event_needs_no_room_for_holidays_that_are_over()
    {
        var spec = OfficeHours with { Calendar = Office with { Holidays = ["2025-12-25", "2026-01-06"] } };
        Assert.Equal(["2026-01-06"], SlaMatching.Terms("pressure", "f1", T0, [new("s1", 1, spec)])!.Calendar!.Holidays);
    }

    [Fact]
    public void A_policy_that_makes_no_sense_is_not_defined()
    {
        Assert.Null(Flaw(OfficeHours));
        Assert.Equal("name must be 1 to 200 characters", Flaw(OfficeHours with { Name = " " }));
        Assert.NotNull(Flaw(OfficeHours with { Match = new("Pressure!") }));
        Assert.Equal(
            "times must be from a minute to 90 days",
            Flaw(OfficeHours with { Times = SlaTimes.Usual with { Low = TimeSpan.FromSeconds(59) } })
        );
        Assert.Equal("zone must be an IANA name such as Europe/Berlin", Of(Office with { Zone = "../../etc/passwd" }));
        Assert.Equal("hours must be 1 to 7", Of(Office with { Hours = [] }));
        foreach (
            var hours in (BusinessHours[])
                [new([], "07:00", "08:00"), Monday("08:00", "08:00"), Monday("8:00", "9:00"), Monday("07:00", "24:01")]
        )
            Assert.StartsWith("hours need days", Of(Office with { Hours = [hours] }));
        Assert.StartsWith("hours need days", Of(Office with { Hours = [new([BusinessDay.Mon, BusinessDay.Mon], "07:00", "08:00")] }));
        Assert.Equal("holidays must be days such as 2026-12-25", Of(Office with { Holidays = ["2026-02-29"] }));
        Assert.Equal(
            "holidays must be at most 40",
            Of(Office with { Holidays = Values.From(Enumerable.Range(1, 41).Select(day => $"2026-{1 + day / 28:d2}-{1 + day % 28:d2}")) })
        );
    }

    static string? Of(BusinessCalendar calendar) => Flaw(OfficeHours with { Calendar = calendar });

    static string? Flaw(SlaPolicySpec spec) =>
        SlaPolicyRules.Decide(SlaPolicyRules.Initial, new Define<SlaPolicySpec>(spec), T0).Refusal?.Reason;

    static BusinessHours Monday(string from, string to) => new([BusinessDay.Mon], from, to);

    static Entry<SlaPolicySpec> Policy(string id, SlaMatch? match) => new(id, 1, OfficeHours with { Name = id, Match = match });
}
