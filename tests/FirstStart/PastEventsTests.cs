using System.Text;
using Watchfloor.Events;
using Watchfloor.Kernel;
using Watchfloor.Silo;
using Watchfloor.Sources;

namespace Watchfloor.Tests.FirstStart;

/// <summary>The lives that the demo makes up, held against the rules of an event.</summary>
public sealed class PastEventsTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    static IReadOnlyList<Commit> Commits(DateTimeOffset now) =>
        [.. Enumerable.Range(0, PastEvents.Count).Select(number => Of(number, now))];

    static Commit Of(int number, DateTimeOffset now) =>
        PastLife<EventRules, EventState, EventCommand, EventFact>.Of(
            new(Kinds.Event, TenantId.Default, PastEvents.IdOf(number)),
            PastEvents.LifeOf(number, now),
            now,
            new($"demo/past/{number}"),
            "demo"
        );

    [Fact]
    public void All_of_them_could_have_happened_in_the_order_in_which_they_are_told_and_before_now()
    {
        foreach (var commit in Commits(Now))
        {
            var times = commit.Facts.Select(fact => fact.At).ToList();
            Assert.Equal(times.Order(), times);
            Assert.InRange(times[0], Now.AddDays(-31), Now);
            Assert.True(times[^1] <= Now, $"{commit.Entity} ends at {times[^1]:O}");
            Assert.True(commit.Due is not { At: var due } || due > Now, $"{commit.Entity} has a deadline behind it");
        }
    }

    [Fact]
    public void They_tell_nobody_anything_and_each_says_that_it_is_for_the_record() =>
        Assert.All(
            Commits(Now),
            commit =>
            {
                Assert.Empty(commit.Outbox);
                Assert.Contains("\"historical\":true", Encoding.UTF8.GetString(commit.State.Span), StringComparison.Ordinal);
            }
        );

    [Fact]
    public void They_are_the_same_at_every_start_but_for_the_instants()
    {
        var (once, later) = (Commits(Now), Commits(Now.AddDays(400).AddSeconds(7)));
        Assert.Equal(once.Select(Told), later.Select(Told));

        static string Told(Commit commit) =>
            $"{commit.Entity} {string.Join(' ', commit.Facts.Select(fact => fact.Name))} {string.Join(' ', commit.Claims.Select(claim => claim.ExternalId))}";
    }

    [Fact]
    public void They_come_from_all_sources_and_stand_in_all_states_and_no_occurrence_is_told_twice()
    {
        var commits = Commits(Now);
        var claims = commits.SelectMany(commit => commit.Claims).Select(claim => (claim.Source, claim.ExternalId)).ToList();
        Assert.Equal(claims.Count, claims.Distinct().Count());
        Assert.True(claims.Count > PastEvents.Count, "some were seen more than once");
        var statuses = commits
            .GroupBy(commit => $"{commit.Columns.Single(column => column.Name == "status").Value}")
            .ToDictionary(it => it.Key, it => it.Count());
        Assert.Equal(["acknowledged", "closed", "in_progress", "new", "resolved"], statuses.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(statuses["closed"], 140, 190);
        Assert.InRange(PastEvents.Count - statuses["closed"] - statuses["resolved"], 5, 15);
    }

    [Fact]
    public void What_meters_told_reads_as_if_it_had_come_through_their_door()
    {
        var told = Enumerable
            .Range(0, PastEvents.Count)
            .Select(number => PastEvents.LifeOf(number, Now)[0].Command)
            .OfType<Raise>()
            .Select(raise => raise.Detection)
            .ToList();
        Assert.Equal(["ami", "manual", "scada"], told.Select(seen => seen.Source).Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            told.Where(seen => seen.Source == "ami"),
            seen =>
            {
                var meaning = AmiCodes.Of(seen.Attributes.Single(label => label.Name == "eventCode").Value);
                Assert.Equal((meaning.Category, meaning.Severity), (seen.Category, seen.Severity));
                Assert.Equal(meaning.Condition is null, seen.ConditionKey is null);
            }
        );
        Assert.Contains(told, seen => seen is { Category: "communication", Severity: Severity.Medium });
        Assert.Contains(told, seen => seen is { Category: "leak", Severity: Severity.High });
        Assert.All(told, seen => Assert.NotNull(seen.Location));
    }

    [Fact]
    public void A_life_that_the_rules_forbid_is_refused_with_their_reason()
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            PastLife<EventRules, EventState, EventCommand, EventFact>.Of(
                new(Kinds.Event, TenantId.Default, "e1"),
                [.. PastEvents.LifeOf(0, Now).Take(1), (Now, new Close("u-1"))],
                Now,
                new("r"),
                "demo"
            )
        );
        Assert.Contains("resolve it first", refused.Message, StringComparison.Ordinal);
    }
}
