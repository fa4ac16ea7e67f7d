using System.Globalization;
using Watchfloor.Catalogue;
using Watchfloor.Mutes;

namespace Watchfloor.Tests.Rules;

/// <summary>When a maintenance window lasts. Vienna put its clocks forward on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00.</summary>
public sealed class WindowCalendarTests
{
    const string Vienna = "Europe/Vienna";

    [Fact]
    public void What_happens_once_lasts_from_its_beginning_until_before_its_end()
    {
        var once = Window("2026-01-05T08:00:00Z", "2026-01-05T10:00:00Z");
        Assert.Null(WindowCalendar.EndAt(once, At("2026-01-05T07:59:59Z")));
        Assert.Equal(once.Ends, WindowCalendar.EndAt(once, once.Starts));
        Assert.Null(WindowCalendar.EndAt(once, once.Ends));
        Assert.Equal(once.Starts, WindowCalendar.StartAfter(once, default));
        Assert.Null(WindowCalendar.StartAfter(once, once.Starts));
    }

    [Fact]
    public void What_comes_every_day_follows_the_clock_on_the_wall_from_winter_to_summer()
    {
        var nightly = Window("2026-03-27T22:00:00+01:00", "2026-03-28T04:00:00+01:00", Daily());
        Assert.Equal(
            [
                Span("2026-03-27T21:00Z", "2026-03-28T03:00Z"),
                Span("2026-03-28T21:00Z", "2026-03-29T02:00Z"),
                Span("2026-03-29T20:00Z", "2026-03-30T02:00Z"),
            ],
            Times(nightly, 3)
        );
    }

    [Theory]
    [InlineData("01:30", "02:30", "2026-03-29T00:30Z", "2026-03-29T01:00Z")] // ends where the clock jumps
    [InlineData("02:30", "03:30", "2026-03-29T01:00Z", "2026-03-29T01:30Z")] // begins there
    public void A_time_that_the_clock_jumps_over_is_the_moment_of_the_jump(string from, string to, string starts, string ends)
    {
        var window = Window($"2026-03-28T{from}:00+01:00", $"2026-03-28T{to}:00+01:00", Daily());
        Assert.Equal(Span(starts, ends), Times(window, 2)[1]);
    }

    [Fact]
    public void A_window_that_is_jumped_over_whole_does_not_come_that_day()
    {
        var window = Window("2026-03-28T02:15:00+01:00", "2026-03-28T02:45:00+01:00", Daily());
        Assert.Equal(At("2026-03-30T00:15Z"), Times(window, 2)[1].Starts);
        Assert.Null(WindowCalendar.EndAt(window, At("2026-03-29T01:00Z")));
    }

    [Theory]
    [InlineData("02:30", "02:45", "2026-10-25T00:30Z", "2026-10-25T01:45Z")]
    [InlineData("01:30", "02:30", "2026-10-24T23:30Z", "2026-10-25T01:30Z")]
    [InlineData("02:30", "03:30", "2026-10-25T00:30Z", "2026-10-25T02:30Z")]
    public void A_time_that_comes_twice_is_the_first_for_a_beginning_and_the_second_for_an_end(
        string from,
        string to,
        string starts,
        string ends
    )
    {
        var window = Window($"2026-10-24T{from}:00+02:00", $"2026-10-24T{to}:00+02:00", Daily());
        Assert.Equal(Span(starts, ends), Times(window, 2)[1]);
    }

    [Fact]
    public void Half_an_hour_is_put_forward_elsewhere()
    {
        var window = Window("2026-10-03T02:15:00+10:30", "2026-10-03T05:00:00+10:30", Daily("Australia/Lord_Howe"));
        Assert.Equal(Span("2026-10-03T15:30Z", "2026-10-03T18:00Z"), Times(window, 2)[1]);
    }

    [Fact]
    public void What_comes_every_week_comes_on_its_days_alone_and_not_after_its_end()
    {
        var again = new Recurrence(RecurrenceEvery.Week, [RecurrenceDay.Sun, RecurrenceDay.Wed], Vienna, At("2026-01-14T05:00Z"));
        var window = Window("2026-01-05T06:00:00+01:00", "2026-01-05T07:00:00+01:00", again);
        Assert.Equal(["2026-01-07", "2026-01-11"], Times(window, 9).Select(time => Day(time.Starts)));
        var weekly = window with { Recurrence = again with { Days = [], Until = null } };
        Assert.Equal(["2026-01-05", "2026-01-12", "2026-01-19"], Times(weekly, 3).Select(time => Day(time.Starts)));
    }

    [Fact]
    public void A_window_of_days_lasts_on_beyond_the_day_on_which_it_began()
    {
        var window = Window("2026-01-02T18:00:00+01:00", "2026-01-05T06:00:00+01:00", Daily() with { Every = RecurrenceEvery.Week });
        Assert.Equal(At("2026-01-12T05:00Z"), WindowCalendar.EndAt(window, At("2026-01-12T04:59Z")));
        Assert.Null(WindowCalendar.EndAt(window, At("2026-01-12T05:00Z")));
    }

    [Fact]
    public void The_first_time_is_as_it_was_said_also_in_the_hour_that_comes_twice()
    {
        var second = Window("2026-10-25T02:15:00+01:00", "2026-10-25T02:45:00+01:00", Daily());
        Assert.Equal([Span("2026-10-25T01:15Z", "2026-10-25T01:45Z"), Span("2026-10-26T01:15Z", "2026-10-26T01:45Z")], Times(second, 2));
        var first = Window("2026-10-25T02:15:00+02:00", "2026-10-25T02:45:00+02:00", Daily());
        Assert.Equal(Span("2026-10-25T00:15Z", "2026-10-25T00:45Z"), Times(first, 1)[0]);
    }

    [Theory]
    [InlineData("Europe/Atlantis")] // known when it was defined, and lost since
    [InlineData("/dev/zero")]
    [InlineData("../../../../dev/zero")]
    public void In_a_zone_that_nobody_knows_it_never_begins(string zone)
    {
        var lost = Window("2026-01-05T08:00:00Z", "2026-01-05T10:00:00Z", Daily(zone));
        Assert.Null(WindowCalendar.EndAt(lost, lost.Starts));
        Assert.Null(WindowCalendar.StartAfter(lost, default));
        Assert.NotNull(MaintenanceRules.Decide(MaintenanceRules.Initial, new Define<MaintenanceSpec>(lost), lost.Starts).Refusal);
    }

    /// <summary>Hour by hour through a year: it lasts exactly while the clock on the wall is between its times.</summary>
    [Fact]
    public void All_year_it_lasts_while_the_wall_clock_says_so()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Vienna);
        var window = Window("2026-01-01T22:00:00+01:00", "2026-01-02T05:00:00+01:00", Daily());
        for (var at = At("2026-01-02T12:00Z"); at < At("2027-01-02T12:00Z"); at += TimeSpan.FromMinutes(30))
            Assert.Equal(TimeZoneInfo.ConvertTime(at, zone).Hour is >= 22 or < 5, WindowCalendar.EndAt(window, at) is not null);
    }

    static MaintenanceSpec Window(string starts, string ends, Recurrence? again = null) =>
        new("Night work", null, [], At(starts), At(ends), again);

    static Recurrence Daily(string zone = Vienna) => new(RecurrenceEvery.Day, [], zone, null);

    static List<(DateTimeOffset Starts, DateTimeOffset Ends)> Times(MaintenanceSpec window, int count)
    {
        var times = new List<(DateTimeOffset, DateTimeOffset)>();
        for (DateTimeOffset at = default; times.Count < count && WindowCalendar.StartAfter(window, at) is { } starts; at = starts)
            times.Add((starts, WindowCalendar.EndAt(window, starts)!.Value));
        return times;
    }

    static (DateTimeOffset, DateTimeOffset) Span(string starts, string ends) => (At(starts), At(ends));

    static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime();
}
