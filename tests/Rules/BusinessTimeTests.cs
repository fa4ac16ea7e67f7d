using System.Globalization;
using Watchfloor.Events;
using Watchfloor.ServiceLevels;

namespace Watchfloor.Tests.Rules;

/// <summary>When an SLA ends whose time counts only in business hours. Instants are in UTC; Berlin is one hour ahead, in summer two.</summary>
public sealed class BusinessTimeTests
{
    static readonly BusinessDay[] AllDays = Enum.GetValues<BusinessDay>();

    [Theory]
    [InlineData("2026-01-05T06:00", 2, "2026-01-05T08:00")] // Monday, just open
    [InlineData("2026-01-05T04:00", 2, "2026-01-05T08:00")] // before opening
    [InlineData("2026-01-05T12:30", 2, "2026-01-05T14:30")] // to the last minute of the day
    [InlineData("2026-01-05T13:30", 2, "2026-01-07T07:00")] // one hour on Monday, Tuesday is a holiday, one on Wednesday
    [InlineData("2026-01-09T14:00", 1, "2026-01-12T06:30")] // half an hour on Friday, half on Monday
    [InlineData("2026-01-10T12:00", 1, "2026-01-12T07:00")] // Saturday
    [InlineData("2026-01-05T06:00", 17, "2026-01-07T14:30")] // two whole days
    public void Only_open_hours_count(string from, int hours, string due) =>
        Assert.Equal(At(due), Due(SlaSamples.Office, from, TimeSpan.FromHours(hours)));

    [Theory]
    [InlineData("2026-03-27T13:30", 2, "2026-03-30T06:00")] // an hour on Friday in winter time, one on Monday in summer time: a UTC hour earlier
    [InlineData("2026-10-23T12:30", 2, "2026-10-26T07:00")] // and back again in autumn
    public void Opening_is_told_by_the_clocks_on_the_wall(string from, int hours, string due) =>
        Assert.Equal(At(due), Due(SlaSamples.Office, from, TimeSpan.FromHours(hours)));

    [Theory]
    [InlineData("2026-03-29", 23)] // clocks go from 2 to 3
    [InlineData("2026-10-25", 25)] // clocks go from 3 to 2
    [InlineData("2026-06-01", 24)]
    public void A_whole_day_has_as_many_hours_as_its_clocks_show(string day, int hours)
    {
        var local = DateTime.Parse(day, CultureInfo.InvariantCulture);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var (begin, end) = (Utc(local), Utc(local.AddDays(1)));
        var time = BusinessTime.Of(Berlin(AllDays, "00:00", "24:00"))!.Between(begin, end);
        Assert.Equal(TimeSpan.FromHours(hours), time);

        DateTimeOffset Utc(DateTime wall) => new(TimeZoneInfo.ConvertTimeToUtc(wall, zone));
    }

    [Theory]
    [InlineData("02:00", "03:00", "2026-03-29", 0)] // does not exist
    [InlineData("02:00", "03:00", "2026-10-25", 120)] // comes twice
    [InlineData("02:15", "02:30", "2026-10-25", 30)]
    [InlineData("01:30", "03:30", "2026-03-29", 60)]
    [InlineData("01:30", "03:30", "2026-10-25", 180)]
    public void Hours_of_the_night_when_the_clocks_change_count_as_often_as_they_come(string from, string to, string day, int minutes)
    {
        var date = At($"{day}T00:00");
        var time = BusinessTime.Of(Berlin(AllDays, from, to))!.Between(date.AddHours(-2), date.AddHours(20));
        Assert.Equal(TimeSpan.FromMinutes(minutes), time);
    }

    [Fact]
    public void Hours_that_overlap_count_once()
    {
        var calendar = new BusinessCalendar("UTC", [new(AllDaysOf(), "08:00", "12:00"), new(AllDaysOf(), "10:00", "13:00")]);
        Assert.Equal(At("2026-01-05T13:00"), Due(calendar, "2026-01-05T08:00", TimeSpan.FromHours(5)));
    }

    [Fact]
    public void A_night_shift_is_two_hours_entries_and_counts_across_midnight()
    {
        var calendar = new BusinessCalendar("UTC", [new(AllDaysOf(), "22:00", "24:00"), new(AllDaysOf(), "00:00", "06:00")]);
        Assert.Equal(At("2026-01-06T05:00"), Due(calendar, "2026-01-05T20:00", TimeSpan.FromHours(7)));
    }

    [Fact]
    public void Zones_far_from_here_open_on_their_own_days()
    {
        var auckland = new BusinessCalendar("Pacific/Auckland", [new([BusinessDay.Mon], "08:00", "10:00")]);
        Assert.Equal(At("2026-01-11T20:00"), Due(auckland, "2026-01-07T00:00", TimeSpan.FromHours(1))); // 13 hours ahead
    }

    [Fact]
    public void However_it_is_cut_the_parts_come_to_the_whole()
    {
        var business = BusinessTime.Of(SlaSamples.Office)!;
        var start = At("2026-03-20T09:17");
        for (var hours = 1; hours < 200; hours += 7)
        {
            var due = business.After(start, TimeSpan.FromHours(hours));
            Assert.Equal(TimeSpan.FromHours(hours), business.Between(start, due));
            var middle = business.After(start, TimeSpan.FromHours(hours / 2.0));
            Assert.Equal(due, business.After(middle, TimeSpan.FromHours(hours / 2.0)));
        }
    }

    [Fact]
    public void Where_nobody_knows_the_zone_time_counts_around_the_clock() =>
        Assert.Equal(
            At("2026-01-05T23:00"),
            Due(SlaSamples.Office with { Zone = "Mars/Olympus" }, "2026-01-05T22:00", TimeSpan.FromHours(1))
        );

    static DateTimeOffset Due(BusinessCalendar calendar, string from, TimeSpan time) =>
        SlaTime.Due(SlaSamples.Plain with { Calendar = calendar, Times = new(time, time, time, time) }, Severity.High, At(from));

    static BusinessCalendar Berlin(BusinessDay[] days, string from, string to) => new("Europe/Berlin", [new(Values.From(days), from, to)]);

    static Values<BusinessDay> AllDaysOf() => Values.From(AllDays);

    static DateTimeOffset At(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
